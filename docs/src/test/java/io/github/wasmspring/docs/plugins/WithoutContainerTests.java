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

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.docs.guests.Greeter;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test that shows the use of a plugin without a container.
 */
class WithoutContainerTests {

	@Test
	void pluginShouldNeedNoContainer() {
		// tag::test[]
		WasmBackends backends = new WasmBackends(List.of(ChicoryBackend.compiled()), Map.of());
		try (DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(backends)) {
			registry.registerModule(
					WasmModuleDefinition.of("greeter", new ClassPathResource("guests/greeter-c.wasm"), "chicory"));
			Greeter greeter = new WasmPluginFactory().create(Greeter.class, registry);
			assertThat(greeter.greet("Wörld")).isEqualTo("Hello, Wörld!");
		}
		// end::test[]
	}

}
