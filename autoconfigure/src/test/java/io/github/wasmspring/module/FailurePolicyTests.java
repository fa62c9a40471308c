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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailurePolicy}, and for what is called before a version serves.
 */
class FailurePolicyTests {

	private static final FailureSettings FOREVER = FailureSettings.DEFAULTS.withThreshold(5)
		.withBackoff(Duration.ofMinutes(1));

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(ChicoryBackend.interpreted()), Map.of()));

	@AfterEach
	void close() {
		this.registry.close();
	}

	private WasmModuleDefinition traps(FailureSettings failures) {
		return WasmModuleDefinition.of("traps", Guests.resource("traps"), "chicory-interpreter").withFailures(failures);
	}

	@Test
	void moduleThatAlwaysFailsShouldBeSuspendedAfterTheThreshold() {
		WasmModule module = this.registry.registerModule(traps(FOREVER));
		Traps plugin = new WasmPluginFactory().create(Traps.class, module);
		for (int i = 0; i < 5; i++) {
			assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(plugin::fail);
		}
		assertThat(module.getState()).isEqualTo(WasmModuleState.SUSPENDED);
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(plugin::fail)
			.withMessageContainingAll("Module 'traps'", "failed too often")
			.withCauseInstanceOf(WasmTrapException.class);
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(() -> module.call("count"));
		this.registry.resumeModule("traps");
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
		assertThat(plugin.count()).isPositive();
	}

	@Test
	void moduleThatFailsSometimesShouldNotBeSuspended() {
		WasmModule module = this.registry.registerModule(traps(FOREVER));
		Traps plugin = new WasmPluginFactory().create(Traps.class, module);
		for (int i = 0; i < 100; i++) {
			if (i % 10 < 3) {
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(plugin::fail);
			}
			else {
				plugin.count();
			}
		}
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
	}

	@Test
	void callShouldTryTheModuleWhenTheBackoffIsOver() {
		WasmModule module = this.registry
			.registerModule(traps(FOREVER.withThreshold(1).withBackoff(Duration.ofMillis(50))));
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("div_by_zero"));
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.ignoreExceptionsInstanceOf(WasmModuleSuspendedException.class)
			.until(() -> module.call("count") != null);
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
	}

	@Test
	void replacementShouldStartAnew() {
		WasmModule module = this.registry.registerModule(traps(FOREVER.withThreshold(1)));
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("div_by_zero"));
		assertThat(module.getState()).isEqualTo(WasmModuleState.SUSPENDED);
		this.registry.reloadModule("traps");
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
		assertThat(module.call("count")).isEqualTo(1);
	}

	@Test
	void versionWhoseProbeFailsShouldNotServe() {
		WasmModule module = this.registry.registerModule(traps(FailureSettings.DEFAULTS));
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> this.registry
			.replaceModule(traps(FOREVER).withProbe(ProbeSettings.DEFAULTS.withFunction("div_by_zero"))));
		assertThatExceptionOfType(NoSuchWasmFunctionException.class).isThrownBy(() -> this.registry
			.replaceModule(traps(FOREVER).withProbe(ProbeSettings.DEFAULTS.withFunction("missing"))));
		assertThat(module.getVersion()).isEqualTo(1);
	}

	@Test
	void versionShouldBeWarmedUp() {
		WasmModule module = this.registry.registerModule(traps(FailureSettings.DEFAULTS)
			.withWarmUp(WarmUpSettings.DEFAULTS.withFunction("count").withCalls(20)));
		assertThat(module.call("count")).isEqualTo(21);
	}

	interface Traps {

		@WasmFunction
		int count();

		@WasmFunction("div_by_zero")
		int fail();

	}

}
