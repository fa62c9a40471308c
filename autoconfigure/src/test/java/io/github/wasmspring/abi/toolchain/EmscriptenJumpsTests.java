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

package io.github.wasmspring.abi.toolchain;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EveryBackend
class EmscriptenJumpsTests {

	private final boolean reachable = !Backends.current().getId().equals("wasmtime");

	private final WasmModule module = load();

	private static WasmModule load() {
		WasmBackend backend = Backends.current();
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withImportProviders(List.of(new EmscriptenJumps())))
			.registerModule(
					WasmModuleDefinition.of("emscripten_jumps", Guests.resource("emscripten_jumps"), backend.getId()));
	}

	@Test
	void jumpShouldReturnToWhereItWasInvoked() {
		if (!this.reachable) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> this.module.call("try_half", 1, 6))
				.withStackTraceContaining("elements of tables are out of reach on this backend");
			return;
		}
		assertThat(this.module.call("try_half", 1, 6)).isEqualTo(3);
		assertThat(this.module.call("try_half", 1, 7)).isEqualTo(-1);
		assertThat(this.module.call("try_half", 1, 8)).isEqualTo(4);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> this.module.call("half", 7))
			.withStackTraceContaining("longjmp without setjmp");
	}

	@Test
	void trapAndBadPointersShouldEndTheCall() {
		for (int pointer : new int[] { 0, 2, 3, 4, -1 }) {
			assertThatExceptionOfType(WasmTrapException.class)
				.isThrownBy(() -> this.module.call("try_half", pointer, 6));
		}
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> this.module.call("try_half", 1, 0));
	}

	@Test
	void tableShouldHaveFunctions() {
		try (WasmInstance instance = this.module.instantiate()) {
			WasmTable table = instance.table("__indirect_function_table");
			assertThat(table.size()).isEqualTo(4);
			if (!this.reachable) {
				assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> table.get(1))
					.withMessageContaining("Use the backend 'chicory'");
				return;
			}
			WasmExportedFunction half = table.get(1);
			assertThat(half.call(10)).isEqualTo(5);
			assertThat(half.getType()).hasToString("(i32) -> i32");
			assertThat(table.get(0)).isNull();
			table.copy(3, 1);
			assertThat(table.get(3).call(12)).isEqualTo(6);
			table.copy(1, -1);
			assertThat(table.get(1)).isNull();
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> table.get(4))
				.withMessageContaining("has 4 elements, and none at 4");
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> table.copy(0, 9));
		}
	}

}
