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

package io.github.wasmspring.backend.chicory;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the backend {@code chicory-interpreter}.
 */
class ChicoryInterpreterBackendTests {

	private final WasmBackend backend = ChicoryBackend.interpreted();

	private WasmModule load(String guest) {
		return Guests.load(guest, this.backend);
	}

	@Test
	void functionTooLargeForTheJvmShouldRun() {
		assertThat(load("huge_function").call("huge", 5)).isEqualTo(450_015_005);
	}

	@Test
	void vectorInstructionsShouldFailTheLoad() {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> load("simd"))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

}
