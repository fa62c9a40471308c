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

package io.github.wasmspring.docs.backends;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.cache.WasmCacheStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompiledModules} and the configuration that reads what it writes.
 */
class CompiledModulesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmCacheAutoConfiguration.class))
		.withPropertyValues("WASM_CACHE_SECRET=JFoRHLXGGEV9BDbBlGYlRZtZVA+5xYTxAQNl2YfQSKk=");

	@Test
	void moduleThatIsWrittenShouldLoadWithoutBeingCompiled(@TempDir Path directory) {
		Path file = directory.resolve("arithmetic.compiled");
		this.contextRunner.withBean(CompiledModules.class)
			.withPropertyValues("wasm.cache.secret=${WASM_CACHE_SECRET}", "wasm.locations=",
					"wasm.modules.arithmetic.location=classpath:guests/arithmetic.wasm")
			.run((context) -> context.getBean(CompiledModules.class).write("arithmetic", file));
		// Only the place is another one than in the sample
		this.contextRunner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.location=classpath:configuration/serialized.yaml", "wasm.locations=",
					"wasm.modules.arithmetic.location=" + file.toUri())
			.run((context) -> {
				assertThat(context.getBean(WasmModules.class).getModule("arithmetic").call("add", 2, 3)).isEqualTo(5);
				WasmCacheStatistics statistics = context.getBean(WasmCacheStatistics.class);
				assertThat(statistics.getLoads(LoadSource.ARTIFACT)).isOne();
				assertThat(statistics.getLoads(LoadSource.COMPILED)).isZero();
			});
	}

}
