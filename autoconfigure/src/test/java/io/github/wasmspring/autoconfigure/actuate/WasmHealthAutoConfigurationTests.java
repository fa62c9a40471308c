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

package io.github.wasmspring.autoconfigure.actuate;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.actuate.WasmHealthContributor;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.module.FailureSettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmHealthAutoConfiguration}.
 */
class WasmHealthAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmHealthAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
				"wasm.modules.tricks.location=classpath:guests/traps.wasm");

	@Test
	void healthShouldHaveAnEntryForEachModule() {
		this.contextRunner.run((context) -> {
			CompositeHealthContributor wasm = (CompositeHealthContributor) context
				.getBean(HealthContributorRegistry.class)
				.getContributor("wasm");
			assertThat(wasm.stream()).extracting((entry) -> entry.name()).containsExactly("numbers", "tricks");
			assertThat(wasm.getContributor("missing")).isNull();
			Health health = ((HealthIndicator) wasm.getContributor("numbers")).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("backend", "chicory")
				.containsEntry("state", WasmModuleState.READY)
				.hasEntrySatisfying("digest", (digest) -> assertThat(digest.toString()).matches("[0-9a-f]{64}"));
		});
	}

	@Test
	void moduleThatIsNotTheApplicationsOwnShouldNotTakeItDown() {
		this.contextRunner.run((context) -> {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			registry.registerModule(WasmModuleDefinition.of("tenant", new ClassPathResource("guests/traps.wasm"))
				.withFailures(FailureSettings.DEFAULTS.withThreshold(1)));
			WasmModule tenant = context.getBean(WasmModules.class).getModule("tenant");
			HealthIndicator indicator = (HealthIndicator) context.getBean(WasmHealthContributor.class)
				.getContributor("tenant");
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> tenant.call("div_by_zero"));
			assertThat(indicator.health().getStatus()).isEqualTo(new Status("SUSPENDED"));
			assertThat(indicator.health().getDetails()).containsKey("lastFailure");
			registry.resumeModule("tenant");
			assertThatExceptionOfType(WasmException.class).isThrownBy(() -> registry
				.replaceModule(WasmModuleDefinition.of("tenant", new ClassPathResource("guests/invalid.wasm"))));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			assertThat(indicator.health().getDetails()).containsKey("replacementFailure").containsEntry("version", 1L);
		});
	}

	@Test
	void healthOfClosedModuleShouldBeDown() {
		this.contextRunner.run((context) -> {
			HealthIndicator indicator = (HealthIndicator) context.getBean(WasmHealthContributor.class)
				.getContributor("numbers");
			context.close();
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void whenIndicatorIsDisabledShouldBackOff() {
		this.contextRunner.withPropertyValues("management.health.wasm.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(WasmHealthContributor.class));
	}

	@Test
	void whenUserHasOneShouldBackOff() {
		this.contextRunner.withBean("wasmHealthContributor", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean(WasmHealthContributor.class));
	}

	@Test
	void whenWasmIsDisabledShouldBackOff() {
		this.contextRunner.withPropertyValues("wasm.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(WasmHealthContributor.class));
	}

	@Test
	void withoutHealthOnTheClassPathShouldBackOff() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
					WasmHealthAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(CompositeHealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wasmHealthContributor"));
	}

}
