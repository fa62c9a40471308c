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

package io.github.wasmspring.abi;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionNames}.
 */
class FunctionNamesTests {

	@ParameterizedTest
	@CsvSource({ "slug, slug, ''", "countVowels, count_vowels, count-vowels", "sha256, sha256, ''",
			"toUTF8, to_utf8, to-utf8", "toUTF8String, to_utf8_string, to-utf8-string",
			"parseHTTPRequest, parse_http_request, parse-http-request", "base64Encode, base64_encode, base64-encode",
			"x2y, x2y, ''", "aB, a_b, a-b", "URL, url, ''", "count_vowels, count_vowels, ''",
			"getÄpfel, get_äpfel, get-äpfel" })
	void ofShouldReturnTheNameAndItsSnakeAndKebabCase(String method, String snake, String kebab) {
		if (kebab.isEmpty()) {
			assertThat(FunctionNames.of(method)).isSubsetOf(method, snake).startsWith(method).endsWith(snake);
		}
		else {
			assertThat(FunctionNames.of(method)).containsExactly(method, snake, kebab);
		}
	}

}
