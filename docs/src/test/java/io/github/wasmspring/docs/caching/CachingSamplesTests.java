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

package io.github.wasmspring.docs.caching;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheProperties;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.cache.WasmCacheStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration that the page about caching shows.
 */
class CachingSamplesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmCacheAutoConfiguration.class));

	@Test
	void directoryShouldKeepModulesOverARestart(@TempDir Path temporary) {
		// Only the directory is another one than in the sample
		ApplicationContextRunner runner = runner("cache-directory")
			.withPropertyValues("wasm.cache.directory=" + temporary.resolve("cache"));
		runner.run((context) -> {
			assertThat(context.getBean(WasmCacheProperties.class).getMaxDirectorySize())
				.isEqualTo(DataSize.ofMegabytes(200));
			assertThat(loads(context.getBean(WasmCacheStatistics.class), LoadSource.COMPILED)).isOne();
		});
		runner.run((context) -> assertThat(loads(context.getBean(WasmCacheStatistics.class), LoadSource.ARTIFACT))
			.isOne());
	}

	@ParameterizedTest
	@ValueSource(strings = { "cache-redis", "cache-hazelcast" })
	void cacheShouldBeShared(String file) {
		// Only the cache is another one than in the sample
		CacheManager cacheManager = new ConcurrentMapCacheManager("wasm-artifacts");
		ApplicationContextRunner runner = runner(file).withBean(CacheManager.class, () -> cacheManager)
			.withPropertyValues("WASM_CACHE_SECRET=JFoRHLXGGEV9BDbBlGYlRZtZVA+5xYTxAQNl2YfQSKk=");
		runner.run((context) -> assertThat(loads(context.getBean(WasmCacheStatistics.class), LoadSource.COMPILED))
			.isOne());
		runner.run((context) -> assertThat(loads(context.getBean(WasmCacheStatistics.class), LoadSource.ARTIFACT))
			.isOne());
	}

	private static long loads(WasmCacheStatistics statistics, LoadSource source) {
		return statistics.getLoads(source);
	}

	private ApplicationContextRunner runner(String file) {
		return this.contextRunner
			.withPropertyValues("spring.config.location=classpath:configuration/%s.yaml".formatted(file));
	}

}
