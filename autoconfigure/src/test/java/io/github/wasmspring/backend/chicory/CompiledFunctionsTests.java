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
import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendLimits;
import io.github.wasmspring.backend.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompiledFunctions}: that Chicory's classes still look as expected.
 */
class CompiledFunctionsTests {

	@Test
	void compiledFunctionsShouldHaveHandlesOfTheirTypes() {
		BackendInstance instance = instantiate(ChicoryBackend.compiled(), "numbers", BackendImports.NONE);
		for (WasmExport export : ChicoryBackend.compiled()
			.load(WasmBinary.of("numbers", Guests.bytes("numbers")))
			.getExports()) {
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
		var module = ChicoryBackend.compiled().load(WasmBinary.of("numbers", Guests.bytes("numbers")));
		BackendLimits limits = new BackendLimits(10, Duration.ZERO);
		BackendInstance one = module.instantiate(BackendImports.NONE, limits);
		BackendInstance other = module.instantiate(BackendImports.NONE, limits);
		MethodHandle increment = Objects.requireNonNull(find(one, "increment"));
		assertThat((int) increment.invokeExact(one)).isEqualTo(1);
		assertThat((int) increment.invokeExact(one)).isEqualTo(2);
		assertThat((int) increment.invokeExact(other)).isEqualTo(1);
	}

	@Test
	void interpretedFunctionsShouldHaveNoHandles() {
		assertThat(find(instantiate(ChicoryBackend.interpreted(), "numbers", BackendImports.NONE), "add")).isNull();
	}

	private static @Nullable MethodHandle find(BackendInstance instance, String function) {
		return Objects.requireNonNull(instance.getFunction(function)).getHandle();
	}

	private static BackendInstance instantiate(ChicoryBackend backend, String guest, BackendImports imports) {
		return backend.load(WasmBinary.of(guest, Guests.bytes(guest)))
			.instantiate(imports, new BackendLimits(10, Duration.ZERO));
	}

}
