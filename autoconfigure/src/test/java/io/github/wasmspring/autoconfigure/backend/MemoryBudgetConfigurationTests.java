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

package io.github.wasmspring.autoconfigure.backend;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the budgets that {@link WasmBackendAutoConfiguration} gives to backends.
 */
class MemoryBudgetConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class));

	@Test
	void backendsOfChicoryShouldShareHalfOfTheHeap() {
		this.runner.run((context) -> {
			MemoryBudget budget = budget(context, "chicory");
			assertThat(budget).isSameAs(budget(context, "chicory-interpreter"));
			assertThat(budget.getMax()).isEqualTo(Runtime.getRuntime().maxMemory() / 2);
			assertThat(budget.getSetting()).isEqualTo(WasmSetting.MAX_TOTAL_MEMORY);
		});
	}

	@Test
	void wasmtimeShouldHaveItsOwn() {
		this.runner.withPropertyValues("wasm.max-total-memory=1MB").run((context) -> {
			MemoryBudget budget = budget(context, "wasmtime");
			assertThat(budget.getMax()).isEqualTo(1024L * 1024 * 1024);
			assertThat(budget.getSetting()).isEqualTo(WasmSetting.WASMTIME_MAX_TOTAL_MEMORY);
		});
	}

	@Test
	void budgetsShouldTakeProperties() {
		this.runner.withPropertyValues("wasm.max-total-memory=7MB", "wasm.wasmtime.max-total-memory=9MB")
			.run((context) -> {
				assertThat(budget(context, "chicory").getMax()).isEqualTo(7 * 1024 * 1024);
				assertThat(budget(context, "wasmtime").getMax()).isEqualTo(9 * 1024 * 1024);
			});
	}

	@Test
	void budgetWithoutMemoryShouldFail() {
		for (String property : new String[] { "wasm.max-total-memory", "wasm.wasmtime.max-total-memory" }) {
			this.runner.withPropertyValues(property + "=0")
				.run((context) -> assertThat(catchThrowable(() -> context.getBean(WasmBackends.class).getIds()))
					.rootCause()
					.isInstanceOf(WasmLoadException.class)
					.hasMessageContaining("'" + property + "' is 0B"));
		}
	}

	@Test
	void withoutChicoryThereShouldBeNoBudgetOfIt() {
		this.runner.withClassLoader(new FilteredClassLoader("com.dylibso.chicory"))
			.run((context) -> assertThat(context).doesNotHaveBean("chicoryMemoryBudget"));
	}

	private static MemoryBudget budget(ApplicationContext context, String backend) {
		WasmBinary binary = WasmBinary.of("numbers", Guests.bytes("numbers"));
		try (BackendModule module = context.getBean(WasmBackends.class).getBackend(backend, null).load(binary)) {
			MemoryBudget budget = module.getMemoryBudget();
			assertThat(budget).isNotNull();
			return budget;
		}
	}

}
