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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.docs.pages.Part.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages. With {@code -Ddocs.update=true} they write what they would
 * otherwise expect.
 */
class PagesTests {

	private static final boolean UPDATE = Boolean.getBoolean("docs.update");

	private static final Pattern TAG = Pattern.compile("tag::([\\w-]+)\\[]");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

	private static final Snippets snippets = new Snippets(Project.ROOT);

	private static final Outputs outputs = new Outputs();

	static Stream<Page> pages() {
		return Project.pages().stream().map(Page::read);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void codeBlocksShouldSayWhereTheyComeFrom(Page page) {
		assertThat(page.parts()).allSatisfy((part) -> {
			assertThat(part.kind())
				.as("%s:%d: a code block needs '<!-- snippet: path#tag -->', '<!-- output: name -->' or '<!-- plain -->' on the line above, and no indentation",
						page, part.firstLine())
				.isNotIn(Kind.UNMARKED, Kind.INDENTED);
			if (part.kind() == Kind.SNIPPET) {
				assertThat(part.language()).as("%s:%d: language of %s", page, part.firstLine(), part.argument())
					.isEqualTo(Snippets.language(part.argument()));
			}
			else if (part.kind() == Kind.PLAIN) {
				assertThat(part.language())
					.as("%s:%d: code comes from a file that the build uses", page, part.firstLine())
					.isIn("shell", "text", "mermaid");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void contentShouldBeUpToDate(Page page) throws IOException {
		Page expected = page;
		SoftAssertions problems = new SoftAssertions();
		for (int i = 0; i < page.parts().size(); i++) {
			Part part = expected.parts().get(i);
			try {
				expected = expected.with(part, content(part));
			}
			catch (IllegalArgumentException ex) {
				problems.fail("%s:%d: %s", page, part.firstLine(), ex.getMessage());
			}
		}
		if (UPDATE) {
			Files.write(page.file(), expected.lines());
		}
		else {
			for (int i = 0; i < page.parts().size(); i++) {
				Part part = page.parts().get(i);
				problems.assertThat(text(part))
					.as("%s:%d: %s '%s' differs; run the tests with -Ddocs.update=true to correct the page", page,
							part.firstLine(), part.kind(), part.argument())
					.isEqualTo(text(expected.parts().get(i)));
			}
		}
		problems.assertAll();
	}

	private static String text(Part part) {
		return String.join("\n", part.content());
	}

	private static List<String> content(Part part) {
		return switch (part.kind()) {
			case SNIPPET -> snippets.read(part.argument());
			case OUTPUT -> outputs.get(part.argument());
			case GENERATED -> surroundedByBlankLines(outputs.get(part.argument()));
			case PLAIN, UNMARKED, INDENTED -> part.content();
		};
	}

	private static List<String> surroundedByBlankLines(List<String> lines) {
		List<String> surrounded = new ArrayList<>(lines);
		surrounded.add(0, "");
		surrounded.add("");
		return surrounded;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksShouldLeadSomewhere(Page page) {
		assertThat(page.links())
			.allSatisfy((link) -> assertThat(findProblem(page, link)).as("%s: link to %s", page, link).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs/benchmarks/http.md",
			"docs/benchmarks/kernels.md" })
	void linksOfOtherPagesShouldLeadSomewhere(String file) {
		linksShouldLeadSomewhere(Page.read(Project.ROOT.resolve(file)));
	}

	private static String findProblem(Page page, String link) {
		if (link.startsWith("https://")) {
			return "";
		}
		String[] parts = link.split("#", 2);
		Path target = (parts[0].isEmpty()) ? page.file() : page.file().resolveSibling(parts[0]).normalize();
		if (!target.startsWith(Project.ROOT) || !Files.exists(target)) {
			return "there is no such file";
		}
		if (parts.length == 2 && !Page.read(target).anchors().contains(parts[1])) {
			return "there is no such heading, only " + Page.read(target).anchors();
		}
		return "";
	}

	@Test
	void testsThatPagesNameShouldExist() throws IOException {
		Set<String> named = new LinkedHashSet<>();
		pages().forEach((page) -> TEST.matcher(String.join("\n", page.lines()))
			.results()
			.forEach((test) -> named.add(test.group(1))));
		assertThat(named).isNotEmpty();
		Set<String> tests = new LinkedHashSet<>();
		for (String module : List.of("autoconfigure", "docs", "sample-app")) {
			try (Stream<Path> files = Files.walk(Project.ROOT.resolve(module).resolve("src/test/java"))) {
				files.forEach((file) -> tests.add(file.getFileName().toString().replace(".java", "")));
			}
		}
		assertThat(tests).containsAll(named);
	}

	@Test
	void indexShouldLinkEveryPage() {
		Page index = Page.read(Project.ROOT.resolve("docs/index.md"));
		List<String> pages = pages().map(Page::toString).filter((page) -> !page.equals("index.md")).toList();
		assertThat(index.links()).containsAll(pages);
	}

	@Test
	void everyOutputShouldBeShown() {
		assertThat(arguments(Kind.OUTPUT, Kind.GENERATED)).containsAll(outputs.names());
	}

	@Test
	void everyTagShouldBeShown() throws IOException {
		Set<String> tags = new LinkedHashSet<>();
		for (String directory : List.of("docs/adapters/src", "docs/guests", "docs/src/main",
				"docs/src/test/java/io/github/wasmspring/docs")) {
			try (Stream<Path> files = Files.walk(Project.ROOT.resolve(directory))) {
				for (Path file : files.filter(Files::isRegularFile).filter(PagesTests::isShown).toList()) {
					tags.addAll(tags(file));
				}
			}
		}
		assertThat(tags).isNotEmpty();
		assertThat(arguments(Kind.SNIPPET)).containsAll(tags);
	}

	private static boolean isShown(Path file) {
		return !Snippets.language(file.toString()).isEmpty() && !file.toString().contains("/pages/")
				&& !file.toString().contains("node_modules");
	}

	private static List<String> tags(Path file) {
		List<String> tags = new ArrayList<>();
		for (String line : Project.read(file)) {
			Matcher tag = TAG.matcher(line);
			if (tag.find()) {
				tags.add(Project.ROOT.relativize(file).toString().replace('\\', '/') + "#" + tag.group(1));
			}
		}
		return tags;
	}

	private static List<String> arguments(Kind... kinds) {
		return pages().flatMap((page) -> page.parts().stream())
			.filter((part) -> List.of(kinds).contains(part.kind()))
			.map(Part::argument)
			.toList();
	}

}
