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
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.scanned.Calculator;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for plugins and modules that are made beans, injected or replaced in unusual
 * ways.
 */
class PluginBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.backend=chicory-interpreter",
				"wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	@Test
	void sliceWithoutAutoConfigurationShouldStartWithoutPlugins() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Calculator.class));
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean(Calculator.class, () -> Mockito.mock(Calculator.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Calculator.class));
		this.runner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context.getBean(Calculator.class).add(1, 2)).isEqualTo(3));
	}

	@Test
	void interfaceThatIsImportedLikeAClassShouldBeAnalyzed() {
		this.runner.withUserConfiguration(ImportsInterface.class).run((context) -> {
			FailureAnalysis analysis = new PluginBeanFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains(Calculator.class.getName());
			assertThat(analysis.getAction()).contains("@ImportWasmPlugins(Calculator.class)");
		});
	}

	@Test
	void pluginThatIsSpiedOnShouldBeAnalyzed() {
		this.runner.withUserConfiguration(Application.class, Spies.class).run((context) -> {
			FailureAnalysis analysis = new PluginBeanFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("cannot be spied on");
			assertThat(analysis.getAction()).contains("@MockitoBean");
		});
	}

	@Test
	void otherFailuresShouldNotBeAnalyzed() {
		this.runner.withBean("failing", String.class, () -> {
			throw new IllegalStateException("other");
		}).run((context) -> assertThat(new PluginBeanFailureAnalyzer().analyze(context.getStartupFailure())).isNull());
	}

	@Test
	void severalModulesByTypeShouldBeAnalyzed() {
		this.runner.withPropertyValues("wasm.modules.counting.location=classpath:guests/counting.wasm")
			.withUserConfiguration(ByType.class)
			.run((context) -> {
				FailureAnalysis analysis = new SeveralModulesFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("2 modules", "'numbers'", "'counting'");
				assertThat(analysis.getAction()).contains("@Qualifier(\"").contains("WasmModules");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Calculator.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Calculator.class)
	static class ImportsInterface {

	}

	@Configuration(proxyBeanMethods = false)
	static class Spies {

		@Bean
		static BeanPostProcessor spies() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof Calculator) ? Mockito.spy(bean) : bean;
				}

			};
		}

	}

	static class ByType {

		@Autowired
		WasmModule any;

	}

}
