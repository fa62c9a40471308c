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

package io.github.wasmspring.backend;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmBackends}.
 */
class WasmBackendsTests {

	private static final UnavailableBackend LACKING = new UnavailableBackend("Add it.", Set.of(), false);

	@Test
	void getBackendWhenUnknownShouldAlsoListThoseThatLackALibrary() {
		WasmBackends backends = new WasmBackends(List.of(ChicoryBackend.interpreted()),
				Map.of("wasmtime", LACKING, "chicory-interpreter", LACKING));
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> backends.getBackend("wasmtme", "numbers"))
			.withMessageContaining(
					"to one of 'chicory-interpreter', or to 'wasmtime', once its library is among the dependencies, or define");
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> backends.getBackend("wasmtime", "numbers"))
			.withMessageContaining("Add it.");
	}

	@Test
	void getBackendWhenUnknownAndNoneLacksALibraryShouldListThoseThatAreThere() {
		WasmBackends backends = new WasmBackends(List.of(ChicoryBackend.interpreted()),
				Map.of("chicory-interpreter", LACKING));
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> backends.getBackend("wasmtme", "numbers"))
			.withMessageContaining("to one of 'chicory-interpreter', or define");
	}

}
