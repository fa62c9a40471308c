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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tests that {@code parity.md} names.
 */
class ParityTests {

	private static final Path TESTS = Project.ROOT.resolve("autoconfigure/src/test/java");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

	@Test
	void everyRowShouldNameATest() {
		assertThat(rows()).hasSizeGreaterThan(10)
			.allSatisfy((row) -> assertThat(TEST.matcher(row).find()).as(row).isTrue());
	}

	@Test
	void namedTestsShouldExist() {
		List<String> named = new ArrayList<>();
		for (String row : rows()) {
			Matcher test = TEST.matcher(row);
			while (test.find()) {
				assertThat(isTest(test.group(1), test.group(2))).as(test.group()).isTrue();
				named.add(test.group());
			}
		}
		assertThat(named).isNotEmpty();
	}

	@Test
	void isTestShouldTellTestsFromOtherMethods() {
		assertThat(isTest("WasmFunctionTypeTests", "parseShouldIgnoreSpace")).isTrue();
		assertThat(isTest("WasmFunctionTypeTests", "parse")).isFalse();
		assertThat(isTest("NoTests", "parse")).isFalse();
	}

	private static List<String> rows() {
		return Project.read(Project.ROOT.resolve("docs/parity.md"))
			.stream()
			.filter((line) -> line.startsWith("| "))
			.skip(1)
			.toList();
	}

	private static boolean isTest(String type, String method) {
		Pattern declaration = Pattern.compile("@(Parameterized)?Test\\b(?:(?!;\\s).)*?\\bvoid " + method + "\\(",
				Pattern.DOTALL);
		try (Stream<Path> files = Files.walk(TESTS)) {
			return files.filter((file) -> file.endsWith(type + ".java"))
				.anyMatch((file) -> declaration.matcher(String.join("\n", Project.read(file))).find());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
