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
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for placeholders in annotations, and for host functions that are nearly offered.
 */
class PlaceholderTests {

	private final ApplicationContextRunner plain = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	private final ApplicationContextRunner runner = this.plain
		.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class));

	private final ApplicationContextRunner importing = this.runner
		.withPropertyValues("wasm.modules.imports.location=classpath:guests/imports.wasm");

	@Test
	void placeholdersOfPluginsShouldBeResolved() {
		this.runner.withUserConfiguration(Imports.class)
			.withPropertyValues("my.module=numbers", "my.function=add", "my.timeout=2s")
			.run((context) -> assertThat(context.getBean(Adder.class).sum(1, 2)).isEqualTo(3));
	}

	@Test
	void placeholdersOfPluginsWhenThereIsADefaultShouldTakeIt() {
		this.runner.withUserConfiguration(Imports.class)
			.withPropertyValues("my.module=numbers", "my.timeout=2s")
			.run((context) -> assertThat(context.getBean(Adder.class).sum(1, 2)).isEqualTo(3));
	}

	@Test
	void placeholdersOfPluginsWhenPropertyIsMissingShouldFail() {
		this.runner.withUserConfiguration(Imports.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("my.module"));
		this.runner.withUserConfiguration(Imports.class)
			.run((context) -> assertThat(causeOf(context.getStartupFailure()))
				.hasMessageContaining("has the text '${my.module}', but the application has no such property"));
		for (ApplicationContextRunner some : new ApplicationContextRunner[] { this.plain, this.runner }) {
			some.withUserConfiguration(Imports.class)
				.withPropertyValues("my.module=numbers")
				.run((context) -> assertThat(causeOf(context.getStartupFailure()))
					.hasMessageContaining("has the text '${my.timeout}', but the application has no such property"));
		}
	}

	@Test
	void placeholdersWithoutAContainerShouldBeTakenLiterally() {
		WasmPluginFactory factory = new WasmPluginFactory();
		WasmModule module = Guests.load("numbers", ChicoryBackend.interpreted());
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> factory.create(Adder.class, module))
			.withMessageContaining("${my.function:add}");
		this.runner.run((context) -> assertThatExceptionOfType(NoSuchWasmModuleException.class)
			.isThrownBy(() -> factory.create(Adder.class, context.getBean(WasmModules.class)))
			.withMessageContaining("${my.module}"));
	}

	@Test
	void placeholdersOfHostsShouldBeResolved() {
		this.importing.withBean(Environment.class)
			.withBean(Power.class)
			.withPropertyValues("my.host=env", "my.clock=now")
			.run((context) -> assertThat(context.getBean("imports", WasmModule.class).call("time")).isEqualTo(7L));
	}

	@Test
	void placeholdersOfHostsWhenPropertyIsMissingShouldFail() {
		this.importing.withBean(Environment.class)
			.withBean(Power.class)
			.withPropertyValues("my.clock=now")
			.run((context) -> assertThat(causeOf(context.getStartupFailure())).hasMessageContainingAll("${my.host}",
					Environment.class.getName()));
	}

	@Test
	void importsWhenClassIsNotAnnotatedShouldNameTheMethod() {
		this.importing.withBean(Unattached.class)
			.withBean(Power.class)
			.run((context) -> assertThat(causeOf(context.getStartupFailure())).hasMessageContainingAll(
					"PlaceholderTests$Unattached.now()' is annotated with @WasmHostFunction, but its class is not annotated with @WasmHost",
					"Annotate " + Unattached.class.getName() + " with @WasmHost(\"env\")."));
	}

	@Test
	void importsWhenHostHasAnotherNameShouldNameTheMethod() {
		this.importing.withBean(OtherName.class)
			.withBean(Power.class)
			.run((context) -> assertThat(causeOf(context.getStartupFailure())).hasMessageContainingAll(
					"OtherName.now()' is offered in the module 'host', not in 'env'", "Offer it in 'env'"));
	}

	private static WasmLinkException causeOf(Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof WasmLinkException)) {
			cause = cause.getCause();
		}
		assertThat(cause).as("WasmLinkException of " + failure).isNotNull();
		return (WasmLinkException) cause;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Adder.class)
	static class Imports {

	}

	@WasmPlugin("${my.module}")
	interface Adder {

		@WasmFunction(value = "${my.function:add}", timeout = "${my.timeout}")
		int sum(int left, int right);

	}

	@WasmHost("${my.host}")
	static class Environment {

		@WasmHostFunction("${my.clock}")
		long time() {
			return 7;
		}

		@WasmHostFunction
		void log(String message) {
		}

	}

	static class Unattached {

		@WasmHostFunction
		long now() {
			return 7;
		}

	}

	@WasmHost("host")
	static class OtherName {

		@WasmHostFunction
		long now() {
			return 7;
		}

	}

	@WasmHost("math")
	static class Power {

		@WasmHostFunction
		double pow(double base, double exponent) {
			return Math.pow(base, exponent);
		}

	}

}
