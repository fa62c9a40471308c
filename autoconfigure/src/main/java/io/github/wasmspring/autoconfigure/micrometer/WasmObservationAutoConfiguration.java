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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.wasmspring.micrometer.CallsMeterFilter;
import io.github.wasmspring.micrometer.WasmCallObservationConvention;
import io.github.wasmspring.micrometer.WasmHostCallObservationConvention;
import io.github.wasmspring.micrometer.WasmObservations;

/**
 * {@link AutoConfiguration Auto-configuration} for observations of the calls of
 * WebAssembly modules.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "wasm.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("wasm.observations.enabled")
@EnableConfigurationProperties(WasmObservationProperties.class)
@Import(ModuleTagsConfiguration.class)
public final class WasmObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WasmObservations wasmObservations(ObservationRegistry registry, ModuleTags tags,
			ObjectProvider<WasmCallObservationConvention> callConvention,
			ObjectProvider<WasmHostCallObservationConvention> hostCallConvention) {
		return new WasmObservations(registry, tags, callConvention.getIfUnique(), hostCallConvention.getIfUnique());
	}

	/**
	 * Configuration of the timers of observations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetersConfiguration {

		@Bean
		CallsMeterFilter wasmCallsMeterFilter() {
			return new CallsMeterFilter();
		}

	}

}
