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

package io.github.wasmspring.plugin;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmPlugins}.
 */
class WasmPluginsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("wasm.backend=chicory-interpreter",
				"wasm.modules.discount-a.location=classpath:guests/numbers.wasm",
				"wasm.modules.other.location=classpath:guests/traps.wasm");

	@Test
	void pluginsShouldBeThoseOfModulesThatMatch() {
		this.contextRunner.run((context) -> {
			WasmPlugins<DiscountRule> rules = context.getBean(Application.class).rules;
			assertThat(rules.getNames()).containsExactly("discount-a");
			assertThat(rules.contains("discount-a")).isTrue();
			assertThat(rules.contains("other")).isFalse();
			assertThat(rules.get("discount-a").add(1, 2)).isEqualTo(3);
			assertThat(rules.get("discount-a")).isSameAs(rules.get("discount-a"));
			assertThatExceptionOfType(NoSuchWasmModuleException.class).isThrownBy(() -> rules.get("other"))
				.withMessageContainingAll("'other'", "'discount-a'", "discount-*");
		});
	}

	@Test
	void pluginsShouldComeAndGoWithTheirModules() {
		this.contextRunner.run((context) -> {
			WasmPlugins<DiscountRule> rules = context.getBean(Application.class).rules;
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			registry.registerModule(definition("discount-b", "numbers"));
			assertThat(rules.getNames()).containsExactly("discount-a", "discount-b");
			assertThat(rules.get("discount-b").add(2, 2)).isEqualTo(4);
			List<DiscountRule> all = new ArrayList<>();
			rules.forEach(all::add);
			assertThat(all).hasSize(2);
			registry.removeModule("discount-b");
			assertThatExceptionOfType(NoSuchWasmModuleException.class).isThrownBy(() -> rules.get("discount-b"));
			registry.registerModule(definition("discount-b", "numbers"));
			assertThat(rules.get("discount-b").add(3, 3)).isEqualTo(6);
		});
	}

	@Test
	void moduleThatDoesNotFitShouldNotBeRegistered() {
		this.contextRunner.run((context) -> {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			assertThatExceptionOfType(WasmLinkException.class)
				.isThrownBy(() -> registry.registerModule(definition("discount-c", "traps")))
				.withMessageContaining("DiscountRule");
			assertThat(registry.validate(definition("discount-c", "traps")).isValid()).isFalse();
			assertThat(context.getBean(Application.class).rules.getNames()).containsExactly("discount-a");
		});
	}

	@Test
	void interfaceThatStandsForManyShouldBeNoBean() {
		this.contextRunner.run((context) -> {
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
				.isThrownBy(() -> context.getBean(DiscountRule.class));
			assertThat(context.getBean(Application.class).provider.getObject())
				.isSameAs(context.getBean(Application.class).rules);
		});
	}

	private static WasmModuleDefinition definition(String name, String guest) {
		return WasmModuleDefinition.of(name, new ClassPathResource("guests/" + guest + ".wasm"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins({ DiscountRule.class, OtherRule.class })
	static class Application {

		final WasmPlugins<DiscountRule> rules;

		final ObjectProvider<WasmPlugins<DiscountRule>> provider;

		Application(WasmPlugins<DiscountRule> rules, ObjectProvider<WasmPlugins<DiscountRule>> provider) {
			this.rules = rules;
			this.provider = provider;
		}

	}

	@WasmPlugin("discount-*")
	interface DiscountRule {

		@WasmFunction
		int add(int a, int b);

	}

	@WasmPlugin("rule-*")
	interface OtherRule {

		@WasmFunction
		int add(int a, int b);

	}

}
