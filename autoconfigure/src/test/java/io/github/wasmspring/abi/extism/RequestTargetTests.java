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

package io.github.wasmspring.abi.extism;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestTargetTests {

	@ParameterizedTest
	@CsvSource({ "http://example.org, example.org", "HTTPS://EXAMPLE.ORG./a?b#c, example.org",
			"http://api.example.org:8080/, *.example.org", "http://a.b.example.org, *.example.org",
			"http://example.org:8080, example.org", "http://example.org:8080, example.org:8080",
			"http://example.org, Example.Org.", "http://xn--bcher-kva.example, bücher.example",
			"http://[0:0:0:0:0:0:0:1]/, ::1", "http://[::1]:8080/, [::1]", "http://[::1]:8080/, [0::1]:8080",
			"http://[::ffff:127.0.0.1]/, 127.0.0.1", "http://anything, *" })
	void hostShouldMatch(String address, String pattern) {
		assertThat(RequestTarget.of(address).isOneOf(List.of("other", pattern))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "http://example.org.evil.test, example.org", "http://evilexample.org, *.example.org",
			"http://example.org, *.example.org", "http://evil.test/example.org, *example.org",
			"http://evil.test?.example.org, *.example.org", "http://evil.test#.example.org, *.example.org",
			"http://example.org:8080, example.org:80", "http://127.0.0.1, localhost", "http://[::1], 127.0.0.1",
			"http://[::ffff:10.0.0.1], 127.0.0.1", "http://example.org, example.com" })
	void otherHostShouldNotMatch(String address, String pattern) {
		assertThat(RequestTarget.of(address).isOneOf(List.of(pattern))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "example.org", "//example.org", "/path", "ftp://example.org", "file:///etc/passwd",
			"http:", "http:///", "http:example.org", "http://", "http://user@example.org",
			"http://example.org:80@evil.test", "http://example.org%40evil.test", "http://evil.test\\@example.org",
			"http://exa mple.org", "http://exämple.org", "http://example。org", "http://ⓔxample.org", "http://127.1",
			"http://2130706433", "http://0x7f000001", "http://0177.0.0.1.", "http://[::1%25eth0]", "http://[::1",
			"http://example.org:0", "http://example.org:65536", "http://example.org:99999999999", "http://example..org",
			"http://a_b.example.org", "jar:http://example.org!/", "http://example.org\r\nHost: evil.test" })
	void addressThatIsNoneShouldBeRefused(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestTarget.of(address));
	}

	@ParameterizedTest
	@CsvSource({ "/b, http://example.org/b", "//evil.test/b, http://evil.test/b",
			"https://evil.test, https://evil.test/", "?c, http://example.org/?c" })
	void redirectShouldBeResolved(String location, String expected) {
		assertThat(RequestTarget.of("http://example.org/a").resolve(location).uri()).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:///etc/passwd", "http://user@example.org", "javascript:alert(1)", "http://\\" })
	void redirectThatIsNoneShouldBeRefused(String location) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RequestTarget.of("http://example.org/a").resolve(location));
	}

}
