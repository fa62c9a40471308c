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

package io.github.wasmspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.actuate.WasmHealthContributor;
import io.github.wasmspring.autoconfigure.actuate.WasmHealthAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.module.GatedBackend;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code wasm.modules.<name>.startup} and {@code wasm.readiness}.
 */
class StartupPropertiesTests {

	private final GatedBackend gated = new GatedBackend(null);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class, WasmHealthAutoConfiguration.class))
		.withBean(GatedBackend.class, () -> this.gated)
		.withPropertyValues("wasm.backend=gated", "wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	@AfterEach
	void open() {
		this.gated.open();
	}

	@Test
	void lazyModuleShouldBeLoadedByItsPlugin() {
		this.gated.open();
		this.contextRunner.withUserConfiguration(PluginConfiguration.class)
			.withPropertyValues("wasm.defaults.startup=lazy")
			.run((context) -> {
				WasmModule module = context.getBean("numbers", WasmModule.class);
				Adder adder = context.getBean(Adder.class);
				assertThat(health(context)).isEqualTo(Status.UP);
				assertThat(module.getState()).isEqualTo(WasmModuleState.IDLE);
				assertThat(adder.add(1, 2)).isEqualTo(3);
				assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
			});
	}

	@Test
	void brokenLazyModuleShouldFailItsCallersAndHealth() {
		this.contextRunner
			.withPropertyValues("wasm.modules.numbers.startup=lazy",
					"wasm.modules.numbers.location=classpath:guests/invalid.wasm")
			.run((context) -> {
				WasmModule module = context.getBean("numbers", WasmModule.class);
				assertThat(health(context)).isEqualTo(Status.UP);
				assertThatExceptionOfType(WasmLoadException.class).isThrownBy(module::getExports);
				assertThat(health(context)).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void backgroundModuleShouldServeItsPluginWhenItIsLoaded() {
		this.contextRunner.withUserConfiguration(PluginConfiguration.class)
			.withPropertyValues("wasm.modules.numbers.startup=background")
			.run((context) -> {
				WasmModule module = context.getBean("numbers", WasmModule.class);
				assertThat(module.getState()).isEqualTo(WasmModuleState.LOADING);
				assertThat(health(context)).isEqualTo(Status.UP);
				this.gated.open();
				assertThat(context.getBean(Adder.class).add(1, 2)).isEqualTo(3);
			});
	}

	@Test
	void brokenBackgroundModuleShouldFailInHealth() {
		this.contextRunner
			.withPropertyValues("wasm.modules.numbers.startup=background", "wasm.readiness=background",
					"wasm.modules.numbers.location=classpath:guests/missing.wasm")
			.run((context) -> {
				WasmModule module = context.getBean("numbers", WasmModule.class);
				Awaitility.await().until(module::getState, WasmModuleState.FAILED::equals);
				assertThat(health(context)).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void backgroundModuleThatReadinessWaitsForShouldBeOutOfService() {
		this.contextRunner.withPropertyValues("wasm.modules.numbers.startup=background", "wasm.readiness=background")
			.run((context) -> {
				assertThat(health(context)).isEqualTo(Status.OUT_OF_SERVICE);
				this.gated.open();
				Awaitility.await().until(() -> health(context), Status.UP::equals);
			});
	}

	private static Status health(ConfigurableApplicationContext context) {
		return ((HealthIndicator) context.getBean(WasmHealthContributor.class).getContributor("numbers")).health()
			.getStatus();
	}

	@Test
	void readinessShouldWaitForModulesInTheBackground() {
		try (ConfigurableApplicationContext context = run("--wasm.readiness=background")) {
			ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			this.gated.open();
			Awaitility.await().until(availability::getReadinessState, ReadinessState.ACCEPTING_TRAFFIC::equals);
		}
	}

	@Test
	void readinessShouldNotAcceptWhatTheApplicationRefuses() {
		try (ConfigurableApplicationContext context = run("--wasm.readiness=background",
				"--spring.main.lazy-initialization=true")) {
			ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
			this.gated.open();
			context.getBean("numbers", WasmModule.class).call("add", 1, 2);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		}
	}

	@Test
	void readinessShouldNotWaitByDefault() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("--wasm.backend=gated", "--wasm.modules.numbers.location=classpath:guests/numbers.wasm",
						"--wasm.modules.numbers.startup=background", "--spring.main.banner-mode=off"));
		all.addAll(List.of(arguments));
		return new SpringApplicationBuilder(AvailableApplication.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("gated", this.gated))
			.run(all.toArray(String[]::new));
	}

	@WasmPlugin("numbers")
	interface Adder {

		@WasmFunction
		int add(int first, int second);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Adder.class)
	static class PluginConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
			ApplicationAvailabilityAutoConfiguration.class })
	static class AvailableApplication {

	}

}
