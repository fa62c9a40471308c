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

package io.github.wasmspring.docs.plugins;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Test that shows a method with a timeout of its own.
 */
class TimeLimitTests {

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void callThatTakesTooLongShouldEnd(String backend) {
		WasmBackends backends = new WasmBackends(List.of(ChicoryBackend.compiled(), ChicoryBackend.interpreted()),
				Map.of());
		try (DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(backends)) {
			registry.registerModule(
					WasmModuleDefinition.of("primes", new ClassPathResource("guests/primes.wasm"), backend));
			Primes primes = new WasmPluginFactory().create(Primes.class, registry);
			assertThatExceptionOfType(WasmTimeoutException.class)
				.isThrownBy(() -> primes.countPrimes(Integer.MAX_VALUE))
				.withMessageContaining("200ms");
			assertThat(primes.countPrimes(100)).isEqualTo(25);
		}
	}

	// tag::interface[]
	@WasmPlugin("primes")
	interface Primes {

		@WasmFunction(timeout = "200ms")
		int countPrimes(int limit);

	}
	// end::interface[]

}
