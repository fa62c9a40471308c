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

package io.github.wasmspring.module;

import java.io.FileNotFoundException;
import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocationText}.
 */
class LocationTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					URL [https://john:s3cret@example.com/a.wasm]            | URL [https://…@example.com/a.wasm]
					URL [https://t0ken@example.com:8443/a.wasm]             | URL [https://…@example.com:8443/a.wasm]
					URL [https://john:s3@cret@example.com/a.wasm]           | URL [https://…@example.com/a.wasm]
					URL [https://[::1]:8080/a.wasm?sig=s3cret]              | URL [https://[::1]:8080/a.wasm?…]
					URL [https://john:s3/cret@example.com/a.wasm]           | URL [https://…@example.com/a.wasm]
					URL [jar:https://john:s3cret@example.com/a.jar!/a.wasm] | URL [jar:https://…@example.com/a.jar!/a.wasm]
					URL [https://cdn.example.com/npm/x@1.0/a.wasm]          | URL [https://cdn.example.com/npm/x@1.0/a.wasm]
					cannot open https://example.com/a.wasm?X-Amz-Signature=s3cret, which is strange | cannot open https://example.com/a.wasm?…, which is strange
					URL [file:/srv/what?/a#b.wasm]                          | URL [file:/srv/what?/a#b.wasm]
					URL [ftp://john:s3cret@example.com/a.wasm#s3cret]       | URL [ftp://…@example.com/a.wasm?…]
					""")
	void withoutSecretsShouldHideUsersAndQueries(String text, String expected) {
		assertThat(LocationText.withoutSecrets(text)).isEqualTo(expected);
	}

	@Test
	void ofShouldDescribeTheResource() {
		assertThat(LocationText.of(new FileSystemResource("/srv/a#b.wasm"))).isEqualTo("file [/srv/a#b.wasm]");
		assertThat(LocationText.of(new ClassPathResource("http://john:s3/cret@host/a.wasm"))).doesNotContain("cret");
	}

	@Test
	void withoutSecretsShouldCopyExceptionsWithSecretsOnly() {
		Throwable safe = new IOException("no route", new FileNotFoundException("https://example.com/a.wasm"));
		assertThat(LocationText.withoutSecrets(safe)).isSameAs(safe);
		Throwable unsafe = new IOException("no route", new FileNotFoundException("https://a:s3cret@example.com/"));
		assertThat(LocationText.withoutSecrets(unsafe)).hasMessage("java.io.IOException: no route")
			.hasNoCause()
			.satisfies((copy) -> assertThat(copy.getStackTrace()).isEqualTo(unsafe.getStackTrace()));
	}

}
