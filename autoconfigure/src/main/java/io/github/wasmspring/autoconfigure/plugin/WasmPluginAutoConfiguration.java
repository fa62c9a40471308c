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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.abi.ResultAdapter;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.plugin.PluginInterfaceCheck;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * {@link AutoConfiguration Auto-configuration} for plugin interfaces.
 *
 * @since 0.1.0
 */
@Lazy
@AutoConfiguration(after = WasmAutoConfiguration.class)
@ConditionalOnBean(WasmModules.class)
@Import(PluginScanRegistrar.class)
public final class WasmPluginAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WasmPluginFactory wasmPluginFactory(ValueCodecs codecs, ObjectProvider<ResultAdapter> adapters,
			ConfigurableBeanFactory beanFactory) {
		return new WasmPluginFactory(codecs)
			.withAnnotations(AnnotationText.resolvedBy(beanFactory::resolveEmbeddedValue))
			.withResultAdapters(adapters.orderedStream().toList());
	}

	@Bean
	PluginInterfaceCheck wasmPluginInterfaceCheck(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<WasmPluginFactory> factory) {
		return new PluginInterfaceCheck(beanFactory, factory::getObject);
	}

}
