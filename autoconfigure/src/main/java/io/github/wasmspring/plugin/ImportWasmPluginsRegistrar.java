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

package io.github.wasmspring.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Registers what {@link ImportWasmPlugins @ImportWasmPlugins} asks for.
 */
class ImportWasmPluginsRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	ImportWasmPluginsRegistrar(Environment environment, ResourceLoader resourceLoader) {
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		WasmPluginRegistrar registrar = new WasmPluginRegistrar(registry, this.environment, this.resourceLoader);
		Set<AnnotationAttributes> imports = metadata.getMergedRepeatableAnnotationAttributes(ImportWasmPlugins.class,
				ImportWasmPlugins.Container.class, false);
		for (AnnotationAttributes attributes : imports) {
			Class<?>[] types = attributes.getClassArray("types");
			registrar.register(types);
			registrar.scan(basePackages(attributes, types, metadata));
		}
		register(WasmPluginImports.class, registry);
		register(PluginsWithoutFactory.class, registry);
	}

	private List<String> basePackages(AnnotationAttributes attributes, Class<?>[] types, AnnotationMetadata metadata) {
		List<String> basePackages = new ArrayList<>();
		for (String basePackage : attributes.getStringArray("basePackages")) {
			String resolved = this.environment.resolvePlaceholders(basePackage);
			basePackages.addAll(List.of(StringUtils.tokenizeToStringArray(resolved, ",; \t\n")));
		}
		Arrays.stream(attributes.getClassArray("basePackageClasses"))
			.map(Class::getPackageName)
			.forEach(basePackages::add);
		if (basePackages.isEmpty() && types.length == 0) {
			basePackages.add(ClassUtils.getPackageName(metadata.getClassName()));
		}
		return basePackages;
	}

	private static void register(Class<?> infrastructure, BeanDefinitionRegistry registry) {
		String name = infrastructure.getName();
		if (!registry.containsBeanDefinition(name)) {
			RootBeanDefinition definition = new RootBeanDefinition(infrastructure);
			definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.registerBeanDefinition(name, definition);
		}
	}

}
