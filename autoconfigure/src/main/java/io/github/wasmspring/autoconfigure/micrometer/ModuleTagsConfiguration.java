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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.plugin.ModulePatterns;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * Configuration of what meters and observations have in common.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WasmMetricsProperties.class)
class ModuleTagsConfiguration {

	@Bean
	ModuleTags wasmModuleTags(ConfigurableListableBeanFactory beanFactory, ObjectProvider<WasmPluginFactory> plugins,
			WasmMetricsProperties properties) {
		return new ModuleTags(new ModulePatterns(beanFactory, plugins::getObject), properties);
	}

}
