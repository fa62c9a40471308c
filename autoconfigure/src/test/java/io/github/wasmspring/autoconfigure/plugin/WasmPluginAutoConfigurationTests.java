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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;

import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.JacksonWasmJson;
import io.github.wasmspring.abi.ResultAdapter;
import io.github.wasmspring.abi.ValueCodec;
import io.github.wasmspring.abi.ValueCodecResolver;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.scanned.Calculator;
import io.github.wasmspring.autoconfigure.plugin.scanned.CalculatorService;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmPluginAutoConfiguration}.
 */
class WasmPluginAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
				"wasm.modules.counting.location=classpath:guests/counting.wasm");

	@Test
	void pluginInPackagesOfTheApplicationShouldBeInjected() {
		this.contextRunner.withUserConfiguration(Application.class).withBean(CalculatorService.class).run((context) -> {
			assertThat(context.getBean(CalculatorService.class).calculator().add(40, 2)).isEqualTo(42);
			assertThat(context.getBeanNamesForType(Calculator.class)).containsExactly(Calculator.class.getName());
		});
	}

	@Test
	void withoutPackagesShouldFindNothing() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Calculator.class));
	}

	@Test
	void basePackagesShouldReplaceThoseOfTheApplication() {
		this.contextRunner.withPropertyValues("wasm.plugins.base-packages=" + Calculator.class.getPackageName())
			.run((context) -> assertThat(context.getBean(Calculator.class).add(1, 2)).isEqualTo(3));
		this.contextRunner.withUserConfiguration(Application.class)
			.withPropertyValues("wasm.plugins.base-packages=com.example.none")
			.run((context) -> assertThat(context).doesNotHaveBean(Calculator.class));
	}

	@Test
	void importedPluginsShouldBeTheOnlyOnes() {
		this.contextRunner.withUserConfiguration(Application.class, Imports.class).run((context) -> {
			assertThat(context.getBean(Imported.class).add(1, 2)).isEqualTo(3);
			assertThat(context).doesNotHaveBean(Calculator.class);
		});
	}

	@Test
	void whenDisabledShouldProvideNothing() {
		this.contextRunner.withUserConfiguration(Application.class)
			.withPropertyValues("wasm.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(WasmPluginFactory.class)
				.doesNotHaveBean(Calculator.class));
	}

	@Test
	void factoryOfUserShouldReplaceOurs() {
		WasmPluginFactory factory = new WasmPluginFactory();
		this.contextRunner.withBean("mine", WasmPluginFactory.class, () -> factory)
			.run((context) -> assertThat(context.getBean(WasmPluginFactory.class)).isSameAs(factory));
	}

	@Test
	void jsonShouldUseTheMapperOfTheApplication() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.run((context) -> {
				assertThat(context).hasSingleBean(JacksonWasmJson.class);
				assertThat(jsonLength(context.getBean(WasmPluginFactory.class),
						context.getBean("counting", WasmModule.class)))
					.isEqualTo("{\"unit_price\":1}".length());
			});
	}

	@Test
	void jsonWithoutMapperBeanShouldUseJacksonsDefaults() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(WasmJson.class);
			assertThat(
					jsonLength(context.getBean(WasmPluginFactory.class), context.getBean("counting", WasmModule.class)))
				.isEqualTo("{\"unitPrice\":1}".length());
		});
	}

	@Test
	void jsonOfUserShouldReplaceOurs() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withBean(WasmJson.class, FixedJson::new)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(JacksonWasmJson.class);
				assertThat(jsonLength(context.getBean(WasmPluginFactory.class),
						context.getBean("counting", WasmModule.class)))
					.isEqualTo(2);
			});
	}

	@Test
	void codecsAndAdaptersOfUserShouldComeFirst() {
		this.contextRunner
			.withBean(ValueCodecResolver.class,
					() -> (type, parameter) -> (type.toClass() == StringBuilder.class) ? new BuilderCodec() : null)
			.withBean(ResultAdapter.class, OptionalAdapter::new)
			.run((context) -> assertThat(context.getBean(WasmPluginFactory.class)
				.create(Lengths.class, context.getBean("counting", WasmModule.class))
				.length(new StringBuilder("four"))).hasValue(4));
	}

	@Test
	void jsonWithSeveralMappersShouldUseThePrimaryOne() {
		this.contextRunner
			.withBean("snake", JsonMapper.class,
					() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build(),
					(definition) -> definition.setPrimary(true))
			.withBean("plain", JsonMapper.class, () -> JsonMapper.builder().build())
			.run((context) -> assertThat(
					jsonLength(context.getBean(WasmPluginFactory.class), context.getBean("counting", WasmModule.class)))
				.isEqualTo("{\"unit_price\":1}".length()));
	}

	@Test
	void withoutJacksonShouldBindWhatNeedsNoJson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				assertThat(context.getBean(Calculator.class).add(1, 2)).isEqualTo(3);
				WasmPluginFactory factory = new WasmPluginFactory(ValueCodecs.of(WasmJson.NONE));
				WasmModule counting = context.getBean(WasmModules.class).getModule("counting");
				assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> jsonLength(factory, counting))
					.withMessageContaining("org.springframework.boot:spring-boot-starter-jackson");
			});
	}

	private static int jsonLength(WasmPluginFactory factory, WasmModule module) {
		return factory.create(JsonLength.class, module).length(new Item(1));
	}

	interface JsonLength {

		@WasmFunction
		int length(Item item);

	}

	record Item(int unitPrice) {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Calculator.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Imported.class)
	static class Imports {

	}

	@WasmPlugin("numbers")
	interface Imported {

		@WasmFunction
		int add(int left, int right);

	}

	static final class FixedJson implements WasmJson {

		@Override
		public byte[] write(@Nullable Object value, Type type) {
			return "{}".getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object read(byte[] json, Type type) {
			return Map.of();
		}

	}

	private interface Lengths {

		@WasmFunction
		Optional<Integer> length(StringBuilder text);

	}

	private static final class BuilderCodec implements ValueCodec {

		@Override
		public byte[] encode(@Nullable Object value) {
			return String.valueOf(value).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(byte[] bytes) {
			return new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
		}

	}

	private static final class OptionalAdapter implements ResultAdapter {

		@Override
		public @Nullable ResolvableType findValueType(ResolvableType resultType) {
			return (resultType.toClass() == Optional.class) ? resultType.getGeneric() : null;
		}

		@Override
		public Object adapt(Supplier<@Nullable Object> call, ResolvableType resultType) {
			return Optional.ofNullable(call.get());
		}

	}

}
