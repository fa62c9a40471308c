/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wasmspring.docs.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Snippets}.
 */
class SnippetsTests {

	@TempDir
	private Path root;

	@Test
	void readShouldReturnFileWithoutHeaderAndTags() throws IOException {
		write("A.java", "/*\n * Copyright\n */\n\npackage a;\n\n// tag::b[]\nclass A {\n\n\tint i;\n}\n// end::b[]\n");
		assertThat(snippets().read("A.java")).containsExactly("package a;", "", "class A {", "", "    int i;", "}");
	}

	@Test
	void readShouldKeepCommentThatIsNoHeader() throws IOException {
		write("a.c", "/*\n * SHA-256\n */\n");
		assertThat(snippets().read("a.c")).containsExactly("/*", " * SHA-256", " */");
	}

	@Test
	void readShouldReturnTaggedLinesWithoutCommonIndentation() throws IOException {
		write("a.yaml", "a:\n  # tag::b[]\n  b:\n    c: 1\n  # end::b[]\n  d: 2\n");
		assertThat(snippets().read("a.yaml#b")).containsExactly("b:", "  c: 1");
	}

	@Test
	void readShouldJoinPartsAndIgnoreOtherTags() throws IOException {
		write("a.sh", "# tag::a[]\n1\n# tag::b[]\n2\n# end::b[]\n# end::a[]\n3\n# tag::a[]\n4\n# end::a[]\n");
		assertThat(snippets().read("a.sh#a")).containsExactly("1", "2", "4");
		assertThat(snippets().read("a.sh#b")).containsExactly("2");
	}

	@Test
	void readWhenFileOrTagIsMissingShouldThrow() throws IOException {
		write("a.sh", "# tag::a[]\n1\n");
		assertThatIllegalArgumentException().isThrownBy(() -> snippets().read("b.sh#a"))
			.withMessage("There is no file b.sh");
		assertThatIllegalArgumentException().isThrownBy(() -> snippets().read("a.sh#b"))
			.withMessage("There is no 'tag::b[]' in a.sh");
		assertThatIllegalArgumentException().isThrownBy(() -> snippets().read("a.sh#a"))
			.withMessage("There is no 'end::a[]'");
	}

	@Test
	void languageShouldFollowTheFileName() {
		assertThat(Snippets.language("a/B.java#c")).isEqualTo("java");
		assertThat(Snippets.language("guest.rs")).isEqualTo("rust");
		assertThat(Snippets.language("LICENSE")).isEmpty();
	}

	private Snippets snippets() {
		return new Snippets(this.root);
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(this.root.resolve(name), content);
	}

}
