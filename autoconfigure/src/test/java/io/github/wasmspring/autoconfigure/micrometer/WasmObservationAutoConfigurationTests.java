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

package io.github.wasmspring.autoconfigure.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.micrometer.CallsMeterFilter;
import io.github.wasmspring.micrometer.DefaultWasmCallObservationConvention;
import io.github.wasmspring.micrometer.WasmCallObservationConvention;
import io.github.wasmspring.micrometer.WasmObservations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmObservationAutoConfiguration}.
 */
class WasmObservationAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmCacheAutoConfiguration.class,
				WasmAutoConfiguration.class, WasmMetricsAutoConfiguration.class,
				WasmObservationAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	private final ApplicationContextRunner observedRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class, ObservationAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
		.withPropertyValues("wasm.observations.enabled=true");

	@Test
	void callsShouldBeTimedOnce() {
		this.observedRunner.run((context) -> {
			context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("wasm.calls").timers()).singleElement()
				.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1))
				.extracting((timer) -> timer.getId().getTags().size())
				.isEqualTo(4);
			assertThat(registry.get("wasm.instances").gauges()).isNotEmpty();
		});
	}

	@Test
	void conventionShouldBeABean() {
		this.observedRunner
			.withBean(WasmCallObservationConvention.class, () -> new DefaultWasmCallObservationConvention() {

				@Override
				public String getName() {
					return "plugin.calls";
				}

			})
			.run((context) -> {
				context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
				assertThat(context.getBean(MeterRegistry.class).get("plugin.calls").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void whenUserHasObservationsShouldBackOff() {
		this.observedRunner
			.withBean("own", WasmObservations.class,
					() -> new WasmObservations(ObservationRegistry.NOOP, (module) -> module))
			.run((context) -> assertThat(context).hasSingleBean(WasmObservations.class).hasBean("own"));
	}

	@Test
	void byDefaultShouldBackOff() {
		this.observedRunner.withPropertyValues("wasm.observations.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(WasmObservations.class)
				.doesNotHaveBean(CallsMeterFilter.class);
			context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
			assertThat(context.getBean(MeterRegistry.class).get("wasm.calls").timer().count()).isEqualTo(1);
		});
	}

	@Test
	void whenThereIsNoRegistryShouldBackOff() {
		this.contextRunner.withPropertyValues("wasm.observations.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WasmObservations.class));
	}

	@Test
	void whenWasmIsDisabledShouldBackOff() {
		this.observedRunner.withPropertyValues("wasm.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WasmObservations.class));
	}

	@Test
	void withoutMicrometerOnTheClassPathShouldBackOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withPropertyValues("wasm.observations.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wasmObservations"));
	}

	@Test
	void withoutMetersOnTheClassPathShouldObserve() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withPropertyValues("wasm.observations.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WasmObservations.class));
	}

}
