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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PropertySettingNames}.
 */
class PropertySettingNamesTests {

	private static final PropertySettingNames NAMES = PropertySettingNames.INSTANCE;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class));

	/**
	 * The properties of a module are those of {@code wasm.defaults}, and the three that
	 * no module shares.
	 */
	@ParameterizedTest
	@EnumSource(WasmSetting.class)
	void keyShouldBeAmongTheMetadata(WasmSetting setting) throws IOException {
		switch (setting) {
			case LOCATION, SHA256, HEADERS -> assertThat(WasmProperties.NamedModule.class).hasDeclaredMethods(
					"get" + setting.name().charAt(0) + setting.name().substring(1).toLowerCase(Locale.ROOT));
			default ->
				assertThat(metadata()).contains("\"name\": \"" + PropertySettingNames.keyOf(null, setting) + "\"");
		}
	}

	private static String metadata() throws IOException {
		try (InputStream input = WasmProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(input).isNotNull();
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void exceptionsAtRunTimeShouldNameTheKeyOfTheModule() {
		this.contextRunner.withBean(Environment.class)
			.withPropertyValues("wasm.modules[lo.ops].location=classpath:guests/loops.wasm",
					"wasm.modules[lo.ops].instances.max=1")
			.run((context) -> {
				WasmModule module = context.getBean(WasmModules.class).getModule("lo.ops");
				assertThatExceptionOfType(WasmTimeoutException.class)
					.isThrownBy(() -> module.call(Duration.ofMillis(50), "br"))
					.withMessageContaining("raise 'wasm.modules[lo.ops].timeout'");
				assertThatExceptionOfType(WasmPoolExhaustedException.class)
					.isThrownBy(() -> module.execute((instance) -> module.call("add", 1, 2)))
					.withMessageContaining("raise 'wasm.modules[lo.ops].instances.max'");
				assertThatExceptionOfType(NoSuchWasmModuleException.class)
					.isThrownBy(() -> context.getBean(WasmModules.class).getModule("other"))
					.withMessageContaining("Set 'wasm.modules.other.location', put the file 'other.wasm' where"
							+ " 'wasm.locations' finds it");
			});
	}

	@Test
	void exceptionsOfModulesOfCodeShouldNameSettingsAsCodeDoes() {
		this.contextRunner.run((context) -> {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			registry.registerModule(WasmModuleDefinition.of("numbers", Guests.resource("numbers"), "chicory"));
			WasmModule module = context.getBean(WasmModules.class).getModule("numbers");
			assertThatIllegalStateException().isThrownBy(module::serialize)
				.withMessageContaining("set 'wasm.cache.secret' to it");
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> registry
					.registerModule(WasmModuleDefinition.of("big", Guests.resource("memory_big"), "chicory")))
				.withMessageContaining("Set 'WasmModuleDefinition.withMaxMemory' to at least 256MB")
				.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo(WasmSetting.MAX_MEMORY))
				.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo("256MB"));
		});
	}

	@Test
	void describeShouldNameTheKeyOfTheModule() {
		assertThat(NAMES.describe("text", WasmSetting.INSTANCES_MAX_WAIT, null))
			.isEqualTo("'wasm.modules.text.instances.max-wait'");
		assertThat(NAMES.describe("med_12", WasmSetting.BACKEND, "chicory"))
			.isEqualTo("'wasm.modules.med_12.backend=chicory'");
	}

	@Test
	void describeShouldPutNamesWithDotsInBrackets() {
		assertThat(NAMES.describe("med-1.2", WasmSetting.TIMEOUT, null)).isEqualTo("'wasm.modules[med-1.2].timeout'");
	}

	@Test
	void describeShouldNameTheKeyOfTheApplication() {
		assertThat(NAMES.describe("text", WasmSetting.DEFAULT_BACKEND, null)).isEqualTo("'wasm.backend'");
		assertThat(NAMES.describe(null, WasmSetting.CACHE_SECRET, null)).isEqualTo("'wasm.cache.secret'");
	}

	@WasmHost("env")
	static class Environment {

		@WasmHostFunction
		void nothing() {
		}

		@WasmHostFunction
		void sleep() {
		}

	}

}
