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

import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

import io.github.wasmspring.plugin.WasmPluginImports;
import io.github.wasmspring.plugin.WasmPluginRegistrar;

/**
 * Registers the plugin interfaces in {@code wasm.plugins.base-packages}, or else in the
 * packages of the application, unless the application imports some itself.
 */
class PluginScanRegistrar implements ImportBeanDefinitionRegistrar {

	private final BeanFactory beanFactory;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	PluginScanRegistrar(BeanFactory beanFactory, Environment environment, ResourceLoader resourceLoader) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		if (!this.beanFactory.containsBean(WasmPluginImports.class.getName())) {
			new WasmPluginRegistrar(registry, this.environment, this.resourceLoader).scan(basePackages());
		}
	}

	private List<String> basePackages() {
		List<String> configured = Binder.get(this.environment)
			.bind("wasm.plugins.base-packages", Bindable.listOf(String.class))
			.orElse(List.of());
		if (!configured.isEmpty()) {
			return configured;
		}
		return (AutoConfigurationPackages.has(this.beanFactory)) ? AutoConfigurationPackages.get(this.beanFactory)
				: List.of();
	}

}
