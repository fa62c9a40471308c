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
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.backend.CompilationThreads;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimitsProperties} and the other limits of a module.
 */
class LimitsPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class))
		.withPropertyValues("wasm.locations=", "wasm.modules.test.location=classpath:guests/abi_malloc.wasm");

	@Test
	void defaultsInTheMetadataShouldBeThoseOfTheCode() throws IOException {
		Map<String, Object> defaults = new LinkedHashMap<>();
		ClassPathResource metadata = new ClassPathResource("META-INF/additional-spring-configuration-metadata.json");
		for (JsonNode property : new JsonMapper().readTree(metadata.getContentAsByteArray()).get("properties")) {
			defaults.put(property.get("name").asString(), property.get("defaultValue").asString(""));
		}
		assertThat(defaults.keySet().stream().filter((name) -> name.contains(".limits."))).hasSize(14);
		WasmProperties properties = new Binder(new MapConfigurationPropertySource(defaults))
			.bind("wasm", WasmProperties.class)
			.get();
		ModuleSettings settings = new ModuleSettings(properties.getDefaults(), new WasmModuleProperties());
		assertThat(settings.limits()).isEqualTo(LoadLimits.DEFAULTS);
		assertThat(settings.wasi()).isEqualTo(WasiSettings.DEFAULTS);
		assertThat(properties.getDefaults().getMaxTableElements()).isNotNull();
		assertThat(properties.getDefaults().getCompileTimeout()).isNotNull();
		assertThat(properties.getDefaults().getWasi().getMaxOutput()).isNotNull();
	}

	@Test
	void eachLimitShouldApplyToItsModule() {
		for (String property : new String[] { "functions=1", "function-size=100B", "locals=1", "total-locals=10",
				"branches=2", "nesting=1", "operands=2", "entries=1", "block-locals=5", "instructions=10", "names=5",
				"type-values=1" }) {
			this.runner.withPropertyValues("wasm.modules.test.limits." + property).run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOfSatisfying(WasmLoadException.class, (ex) -> {
						assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED);
						assertThat(ex.getRemedy())
							.contains("'wasm.modules.test.limits." + property.replaceAll("=.*", "") + "'");
					});
			});
		}
	}

	@Test
	void limitOfTheModuleShouldGoBeforeThatOfAll() {
		this.runner
			.withPropertyValues("wasm.defaults.limits.functions=1", "wasm.modules.test.limits.functions=1000",
					"wasm.defaults.compile-timeout=0")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(CompilationThreads.class);
				assertThat(context.getBean(WasmModules.class).getModule("test")).isNotNull();
			});
	}

	@Test
	void tableThatStartsAboveItsLimitShouldFailTheLoad() {
		this.runner
			.withPropertyValues("wasm.modules.traps.location=classpath:guests/traps.wasm",
					"wasm.modules.traps.max-table-elements=1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'wasm.modules.traps.max-table-elements'"));
	}

	@Test
	void moduleThatCompilesTooLongShouldFailTheLoad() {
		this.runner.withPropertyValues("wasm.modules.test.compile-timeout=1ns")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(WasmLoadException.class,
						(ex) -> assertThat(ex.getReason()).isEqualTo(Reason.COMPILE_TIMEOUT)));
	}

	@Test
	void limitThatIsNegativeShouldBeNamed() {
		this.runner.withPropertyValues("wasm.modules.test.limits.nesting=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'limits.nesting' must not be negative"));
	}

}
