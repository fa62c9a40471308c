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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint.MetricDescriptor;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.micrometer.WasmCacheMeters;
import io.github.wasmspring.micrometer.WasmMeters;
import io.github.wasmspring.module.WasmModuleObservation;
import io.github.wasmspring.module.WasmModuleObserver;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WasmMetricsAutoConfiguration}.
 */
class WasmMetricsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmCacheAutoConfiguration.class,
				WasmAutoConfiguration.class, WasmMetricsAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	private final ApplicationContextRunner metricsRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void callsShouldBeMeasured() {
		this.metricsRunner.run((context) -> {
			context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("wasm.calls").tag("function", "add").timer().count()).isEqualTo(1);
			assertThat(registry.get("wasm.module.load").tag("source", "compiled").timer().count()).isEqualTo(1);
			assertThat(registry.get("cache.gets")
				.tags("cache", "wasm-modules", "result", "miss")
				.functionCounter()
				.count()).isEqualTo(1);
			assertThat(registry.get("cache.gets")
				.tags("cache", "wasm-artifacts", "result", "hit")
				.functionCounter()
				.count()).isZero();
		});
	}

	@Test
	void modulesOfOneInterfaceShouldHaveItsPatternAsTag() {
		this.metricsRunner.withConfiguration(AutoConfigurations.of(WasmPluginAutoConfiguration.class))
			.withUserConfiguration(ManyConfiguration.class)
			.withPropertyValues("wasm.modules.adder-a.location=classpath:guests/numbers.wasm",
					"wasm.modules.adder-b.location=classpath:guests/numbers.wasm")
			.run((context) -> {
				context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
				context.getBean(WasmModules.class).getModule("adder-a").call("add", 1, 2);
				context.getBean(WasmModules.class).getModule("adder-b").call("add", 1, 2);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("wasm.calls").tag("module", "numbers").timer().count()).isEqualTo(1);
				assertThat(registry.get("wasm.calls").tag("module", "adder-*").timer().count()).isEqualTo(2);
				assertThat(registry.get("wasm.instances").tags("module", "adder-*", "state", "idle").gauge().value())
					.isEqualTo(2);
				assertThat(registry.find("wasm.calls").tag("module", "adder-a").timer()).isNull();
			});
	}

	@Test
	void whenRegistryIsTheUsersShouldUseIt() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.contextRunner.withBean(MeterRegistry.class, () -> registry).run((context) -> {
			context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
			assertThat(registry.get("wasm.calls").timer().count()).isEqualTo(1);
		});
	}

	@Test
	void whenMetersAreDisabledShouldHaveNone() {
		this.metricsRunner.withPropertyValues("management.metrics.enable.wasm=false").run((context) -> {
			context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
			assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting((meter) -> meter.getId().getName())
				.isNotEmpty()
				.noneMatch((name) -> name.startsWith("wasm"));
		});
	}

	@Test
	void whenUserHasObserversShouldLetAllHear() {
		RecordingObserver first = new RecordingObserver();
		RecordingObserver second = new RecordingObserver();
		this.metricsRunner.withBean("first", WasmModuleObserver.class, () -> first)
			.withBean("second", WasmModuleObserver.class, () -> second)
			.run((context) -> {
				context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
				assertThat(first.calls).containsExactly("numbers.add");
				assertThat(second.calls).containsExactly("numbers.add");
				assertThat(context.getBean(MeterRegistry.class).get("wasm.calls").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void whenUserHasMetersShouldBackOff() {
		this.metricsRunner.withBean("meters", WasmMeters.class, () -> new WasmMeters(new SimpleMeterRegistry()))
			.run((context) -> assertThat(context).hasSingleBean(WasmMeters.class).hasBean("meters"));
	}

	@Test
	void moduleWithItsOwnTagShouldNotHaveThePattern() {
		this.metricsRunner.withConfiguration(AutoConfigurations.of(WasmPluginAutoConfiguration.class))
			.withUserConfiguration(ManyConfiguration.class)
			.withPropertyValues("wasm.modules.adder-a.location=classpath:guests/numbers.wasm",
					"wasm.modules.adder-b.location=classpath:guests/numbers.wasm", "wasm.metrics.own-tag=adder-b")
			.run((context) -> {
				context.getBean(WasmModules.class).getModule("adder-a").call("add", 1, 2);
				context.getBean(WasmModules.class).getModule("adder-b").call("add", 1, 2);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("wasm.calls").tag("module", "adder-*").timer().count()).isEqualTo(1);
				assertThat(registry.get("wasm.calls").tag("module", "adder-b").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void whenThereIsNoRegistryShouldBackOff() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WasmMeters.class)
			.doesNotHaveBean(WasmCacheMeters.class));
	}

	@Test
	void whenWasmIsDisabledShouldBackOff() {
		this.metricsRunner.withPropertyValues("wasm.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WasmMeters.class)
				.doesNotHaveBean(WasmCacheMeters.class));
	}

	@Test
	void withoutMicrometerOnTheClassPathShouldBackOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wasmMeters"));
	}

	@Test
	void endpointShouldShowMeters() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off",
				"--spring.jmx.enabled=true", "--management.endpoints.jmx.exposure.include=*",
				"--wasm.modules.numbers.location=classpath:guests/numbers.wasm", "--wasm.plugins.base-packages=none")) {
			context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
			MetricsEndpoint endpoint = context.getBean(MetricsEndpoint.class);
			assertThat(endpoint.listNames().getNames()).contains("wasm.calls", "wasm.instances", "wasm.memory",
					"wasm.module.load");
			MetricDescriptor calls = endpoint.metric("wasm.calls", List.of("module:numbers", "outcome:success"));
			assertThat(calls).isNotNull();
			assertThat(calls.getMeasurements().get(0).getValue()).isEqualTo(1);
			assertThat(calls.getAvailableTags()).extracting("tag").containsExactlyInAnyOrder("function", "backend");
		}
	}

	private static final class RecordingObserver implements WasmModuleObserver {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		@Override
		public WasmModuleObservation observe(WasmModule module) {
			WasmModuleObservation observation = mock(WasmModuleObservation.class);
			given(observation.findListener(anyString())).willAnswer((invocation) -> {
				String function = module.getName() + "." + invocation.getArgument(0);
				return (CallListener) (nanos, failure) -> this.calls.add(function);
			});
			return observation;
		}

	}

	@EnableAutoConfiguration
	static class Application {

	}

	@WasmPlugin("adder-*")
	interface Adder {

		@WasmFunction
		int add(int first, int second);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Adder.class)
	static class ManyConfiguration {

	}

}
