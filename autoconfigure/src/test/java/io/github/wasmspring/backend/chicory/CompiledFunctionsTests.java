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

import java.lang.invoke.MethodHandle;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompiledFunctions}: that Chicory's classes still look as expected.
 */
class CompiledFunctionsTests {

	@Test
	void compiledFunctionsShouldHaveHandlesOfTheirTypes() {
		assertHandles(ChicoryBackend.compiled());
	}

	@Test
	void functionsOfArtifactsShouldHaveHandlesOfTheirTypes() {
		assertHandles(new ChicoryArtifactBackendTests().backend());
	}

	private static void assertHandles(WasmBackend backend) {
		BackendModule module = load(backend);
		BackendInstance instance = instantiate(module);
		for (WasmExport export : module.getExports()) {
			if (export.type() instanceof WasmFunctionType type) {
				MethodHandle handle = find(instance, export.name());
				if (type.results().size() > 1) {
					assertThat(handle).isNull();
				}
				else {
					assertThat(handle).isNotNull();
					assertThat(handle.type())
						.isEqualTo(type.toMethodType().insertParameterTypes(0, BackendInstance.class));
				}
			}
		}
	}

	@Test
	void handleShouldFitOtherInstancesOfTheModule() throws Throwable {
		BackendModule module = load(ChicoryBackend.compiled());
		BackendInstance one = instantiate(module);
		BackendInstance other = instantiate(module);
		MethodHandle increment = Objects.requireNonNull(find(one, "increment"));
		assertThat((int) increment.invokeExact(one)).isEqualTo(1);
		assertThat((int) increment.invokeExact(one)).isEqualTo(2);
		assertThat((int) increment.invokeExact(other)).isEqualTo(1);
	}

	@Test
	void interpretedFunctionsShouldHaveNoHandles() {
		assertThat(find(instantiate(load(ChicoryBackend.interpreted())), "add")).isNull();
	}

	private static @Nullable MethodHandle find(BackendInstance instance, String function) {
		return Objects.requireNonNull(instance.getFunction(function)).getHandle();
	}

	private static BackendModule load(WasmBackend backend) {
		return backend.load(WasmBinary.of("numbers", Guests.bytes("numbers")));
	}

	private static BackendInstance instantiate(BackendModule module) {
		return module.instantiate(BackendImports.NONE);
	}

}
