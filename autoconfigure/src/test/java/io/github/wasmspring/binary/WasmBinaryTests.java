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

package io.github.wasmspring.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link WasmBinary}.
 */
class WasmBinaryTests {

	@Test
	void ofShouldComputeTheDigest() {
		WasmBinary binary = WasmBinary.of("text", new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0 });
		assertThat(binary.getDigest()).isEqualTo("93a44bbb96c751218e4c00d479e4c14358122a389acca16205b1e4d0dc5f9476");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "(module)|wat2wasm", "<!doctype html>|HTML",
			"version https://git-lfs.github.com|git lfs pull", "hello|.wasm file that a compiler wrote" })
	void ofWhenBytesAreSomethingElseShouldSayWhatTheyAre(String content, String remedy) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> WasmBinary.of("text", content.getBytes(StandardCharsets.UTF_8)))
			.withMessageContainingAll("Module 'text'", "not a WebAssembly binary", remedy)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_WASM));
	}

	@Test
	void ofWhenEmptyShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> WasmBinary.of("text", new byte[0]))
			.withMessageContaining("the file is empty");
	}

	@Test
	void ofWhenComponentShouldNameTheLayers() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> WasmBinary.of("text", Guests.bytes("component")))
			.withMessageContainingAll("component (layer 1)", "core module (layer 0)")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.COMPONENT));
	}

	@Test
	void ofWhenVersionIsUnknownShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> WasmBinary.of("text", new byte[] { 0, 'a', 's', 'm', 2, 0, 0, 0 }))
			.withMessageContaining("unknown binary version 2");
	}

	@Test
	void ofWhenCutAnywhereShouldNeverAcceptLessThanWholeSections() {
		byte[] bytes = Guests.bytes("numbers");
		WasmBinary.of("numbers", bytes);
		int accepted = 0;
		for (int length = 4; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			WasmLoadException failure = catchThrowableOfType(WasmLoadException.class,
					() -> WasmBinary.of("numbers", cut));
			if (failure == null) {
				accepted++;
			}
			else {
				assertThat(failure.getReason()).isIn(Reason.TRUNCATED, Reason.MALFORMED);
			}
		}
		assertThat(accepted).isLessThan(12);
	}

	@Test
	void ofWhenSizeOfSectionIsMalformedShouldThrow() {
		byte[] bytes = { 0, 'a', 's', 'm', 1, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1 };
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> WasmBinary.of("text", bytes))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.MALFORMED));
	}

}
