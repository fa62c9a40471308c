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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.cache.WasmCacheStatistics;
import io.github.wasmspring.micrometer.WasmCacheMeters;
import io.github.wasmspring.micrometer.WasmMeters;
import io.github.wasmspring.micrometer.WasmObservations;

/**
 * {@link AutoConfiguration Auto-configuration} for the meters of WebAssembly modules.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WasmCacheAutoConfiguration.class, WasmObservationAutoConfiguration.class },
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "wasm.enabled", matchIfMissing = true)
@Import(ModuleTagsConfiguration.class)
public final class WasmMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WasmMeters wasmMeters(MeterRegistry registry, ModuleTags tags, ObjectProvider<WasmObservations> observations) {
		return (observations.stream().findAny().isPresent()) ? WasmMeters.withoutCalls(registry, tags)
				: new WasmMeters(registry, tags);
	}

	@Bean
	@ConditionalOnBean(WasmCacheStatistics.class)
	WasmCacheMeters wasmModulesCacheMeters(WasmCacheStatistics statistics) {
		return WasmCacheMeters.ofModules(statistics);
	}

	@Bean
	@ConditionalOnBean(WasmCacheStatistics.class)
	WasmCacheMeters wasmArtifactsCacheMeters(WasmCacheStatistics statistics) {
		return WasmCacheMeters.ofArtifacts(statistics);
	}

}
