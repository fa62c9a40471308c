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

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.docs.pages.Part.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Page}.
 */
class PageTests {

	@Test
	void partsShouldKnowKindArgumentLanguageAndContent() {
		Page page = page("<!-- snippet: a/B.java#tag -->", "```java", "one", "", "two", "```", "",
				"<!-- output: name -->", "```text", "```", "<!-- plain -->", "```shell", "ls", "```");
		assertThat(page.parts()).containsExactly(
				new Part(Kind.SNIPPET, "a/B.java#tag", "java", 2, List.of("one", "", "two")),
				new Part(Kind.OUTPUT, "name", "text", 9, List.of()),
				new Part(Kind.PLAIN, "", "shell", 12, List.of("ls")));
	}

	@Test
	void partsShouldTellBlocksWithoutMarker() {
		assertThat(page("text", "```java", "one", "```").parts()).extracting(Part::kind).containsExactly(Kind.UNMARKED);
		assertThat(page("```java", "one", "```").parts()).extracting(Part::kind).containsExactly(Kind.UNMARKED);
		assertThat(page("<!-- snipet: a -->", "```java", "```").parts()).extracting(Part::kind)
			.containsExactly(Kind.UNMARKED);
		assertThat(page("<!-- plain -->", "", "~~~java", "~~~").parts()).extracting(Part::kind)
			.containsExactly(Kind.UNMARKED);
	}

	@Test
	void partsShouldTellIndentedBlocks() {
		assertThat(page("<!-- plain -->", "  ```java", "  ```").parts()).extracting(Part::kind)
			.containsExactly(Kind.INDENTED);
	}

	@Test
	void partsShouldHoldWhatIsGenerated() {
		Page page = page("<!-- generated: table -->", "", "| a |", "<!-- /generated -->");
		assertThat(page.parts()).containsExactly(new Part(Kind.GENERATED, "table", "", 1, List.of("", "| a |")));
	}

	@Test
	void partsWhenBlockDoesNotEndShouldThrow() {
		assertThatIllegalStateException().isThrownBy(() -> page("<!-- plain -->", "```java", "one").parts())
			.withMessage("page.md:2: '```' is missing");
	}

	@Test
	void withShouldReplaceOnlyTheContent() {
		Page page = page("before", "<!-- plain -->", "```", "old", "older", "```", "after");
		assertThat(page.with(page.parts().get(0), List.of("new")).lines()).containsExactly("before", "<!-- plain -->",
				"```", "new", "```", "after");
	}

	@Test
	void anchorsShouldBeThoseOfAForge() {
		Page page = page("# A `wasm.locations` key, and [more](x.md)!", "## Same", "## Same", "<!-- plain -->", "```",
				"# no heading", "```");
		assertThat(page.anchors()).containsExactly("a-wasmlocations-key-and-more", "same", "same-1");
	}

	@Test
	void linksShouldNotBeTakenFromCode() {
		Page page = page("[a](b.md#c), [d](https://e) and `[f](g)`", "<!-- plain -->", "```", "[h](i)", "```");
		assertThat(page.links()).containsExactly("b.md#c", "https://e");
	}

	private static Page page(String... lines) {
		return new Page(Path.of("page.md"), List.of(lines));
	}

}
