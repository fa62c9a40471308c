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

package io.github.wasmspring.autoconfigure.plugin;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Changes of modules while an application runs that has plugins of them.
 */
class ChangedModulesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withUserConfiguration(Plugins.class)
		.withPropertyValues("wasm.backend=chicory-interpreter", "wasm.locations=",
				"wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	private static WasmModuleDefinition definition(String name, Resource location) {
		return WasmModuleDefinition.of(name, location);
	}

	private static Resource copy() {
		return new ByteArrayResource(Guests.bytes("numbers"));
	}

	@Test
	void pluginsShouldFollowTheirModules() {
		this.runner.run((context) -> {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			Adder adder = context.getBean(Adder.class);
			@SuppressWarnings("unchecked")
			WasmPlugins<Rule> rules = context.getBean(WasmPlugins.class);
			registry.registerModule(definition("rule-a", copy()));
			assertThat(rules.get("rule-a").add(1, 2)).isEqualTo(3);
			registry.replaceModule(definition("numbers", copy()));
			registry.replaceModule(definition("rule-a", copy()));
			registry.reloadModule("numbers");
			assertThat(adder.add(1, 2)).isEqualTo(3);
			assertThat(rules.get("rule-a").add(1, 2)).isEqualTo(3);
			registry.rollbackModule("numbers");
			assertThat(adder.add(1, 2)).isEqualTo(3);
		});
	}

	@Test
	void moduleThatDoesNotFitShouldBeRefused() {
		this.runner.run((context) -> {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			Adder adder = context.getBean(Adder.class);
			assertThatExceptionOfType(WasmLinkException.class)
				.isThrownBy(() -> registry.replaceModule(definition("numbers", Guests.resource("traps"))));
			assertThatExceptionOfType(WasmLinkException.class)
				.isThrownBy(() -> registry.registerModule(definition("rule-b", Guests.resource("traps"))));
			assertThat(adder.add(1, 2)).isEqualTo(3);
		});
	}

	@WasmPlugin("numbers")
	interface Adder {

		@WasmFunction
		int add(int left, int right);

	}

	@WasmPlugin("rule-*")
	interface Rule {

		@WasmFunction
		int add(int left, int right);

	}

	@ImportWasmPlugins({ Adder.class, Rule.class })
	static class Plugins {

	}

}
