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

package io.github.wasmspring.adapters.function;

import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextFunctions}, with Spring Cloud Function's catalog.
 */
class TextFunctionsTests {

	@Test
	void catalogShouldComposeGuests() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ContextFunctionCatalogAutoConfiguration.class,
					WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class, WasmPluginAutoConfiguration.class))
			.withUserConfiguration(ImportConfiguration.class, TextFunctions.class)
			.run((context) -> {
				FunctionCatalog catalog = context.getBean(FunctionCatalog.class);
				Function<String, String> composed = catalog.lookup("slug|reverse");
				assertThat(composed.apply("Hello, Wörld!")).isEqualTo("dlrow-olleh");
			});
	}

	@ImportWasmPlugins(TextTools.class)
	static class ImportConfiguration {

	}

}
