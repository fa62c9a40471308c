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

package io.github.wasmspring.autoconfigure.actuate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.actuate.WasmHealthContributor;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.WasmProperties;
import io.github.wasmspring.autoconfigure.WasmProperties.Readiness;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of WebAssembly modules.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WasmAutoConfiguration.class)
@ConditionalOnClass({ CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean({ WasmModules.class, WasmModuleRegistry.class })
@ConditionalOnEnabledHealthIndicator("wasm")
public final class WasmHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "wasmHealthContributor")
	WasmHealthContributor wasmHealthContributor(WasmModules modules, WasmModuleRegistry registry,
			WasmProperties properties) {
		return new WasmHealthContributor(modules, registry, properties.getReadiness() == Readiness.BACKGROUND);
	}

}
