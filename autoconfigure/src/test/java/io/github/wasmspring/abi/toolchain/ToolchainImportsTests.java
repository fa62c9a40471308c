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
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what toolchains import, on every backend.
 */
@EveryBackend
class ToolchainImportsTests {

	private static final Map<Object, WasmModule> MODULES = new ConcurrentHashMap<>();

	private final WasmModule module = MODULES.computeIfAbsent(Backends.current().getId(), (id) -> load());

	private static WasmModule load() {
		WasmBackend backend = Backends.current();
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withImportProviders(
							List.of(new AssemblyScriptImports(), new EmscriptenImports(), new GuestErrorImports())))
			.registerModule(WasmModuleDefinition.of("toolchain_imports", Guests.resource("toolchain_imports"),
					backend.getId()));
	}

	@Test
	void abortOfAssemblyScriptShouldTellMessageAndPlace() {
		assertSays("abort", "too big in pricing.ts:7:3");
	}

	@Test
	void abortWithAddressesThatAreNoneShouldTellThePlace() {
		assertSays("abort_anywhere", "abort in unknown:7:3");
	}

	@Test
	void assertionOfEmscriptenShouldTellMessageAndPlace() {
		assertSays("assertion", "assertion failed: x > 0 in main.c:12, price");
	}

	@Test
	void exitAndOverflowOfEmscriptenShouldBeTold() {
		assertSays("exit", "exit with code 3");
		assertSays("overflow", "stack overflow");
	}

	@Test
	void failShouldTellTheMessage() {
		assertSays("fail", "no such örder");
	}

	private void assertSays(String function, String message) {
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(() -> this.module.call(function))
			.satisfies((ex) -> assertThat(ex.getGuestMessage()).isEqualTo(message))
			.withMessage("Module 'toolchain_imports', function '%s', backend '%s': the guest failed: %s"
				.formatted(function, Backends.current().getId(), message));
	}

	@Test
	void otherFunctionsShouldDoWhatTheToolchainMeans() {
		assertThat(this.module.call("seed")).isInstanceOf(Double.class);
		this.module.call("trace");
		assertThat(this.module.call("copied")).isEqualTo((int) 'e');
		assertThat(this.module.call("open")).isEqualTo(-52);
		assertThat(this.module.call("timer")).isEqualTo(-52);
	}

	@Test
	void heapShouldGrowWithinTheLimitsOfTheMemory() {
		this.module.execute((instance) -> {
			assertThat(instance.call("resize", 65537)).isEqualTo(1);
			assertThat(instance.memory().pages()).isEqualTo(2);
			assertThat(instance.call("resize", 5 * 65536)).isEqualTo(0);
			return null;
		});
	}

}
