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

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Finds the types that are annotated as plugins, including those that should not be.
 */
class WasmPluginScanner extends ClassPathScanningCandidateComponentProvider {

	private final BeanDefinitionRegistry registry;

	WasmPluginScanner(BeanDefinitionRegistry registry, Environment environment, ResourceLoader resourceLoader) {
		super(false, environment);
		this.registry = registry;
		setResourceLoader(resourceLoader);
		addIncludeFilter(WasmPluginScanner::isAnnotated);
	}

	private static boolean isAnnotated(MetadataReader reader, MetadataReaderFactory factory) {
		AnnotationMetadata metadata = reader.getAnnotationMetadata();
		if (metadata.isAnnotation()) {
			return false;
		}
		return metadata.isAnnotated(WasmPlugin.class.getName())
				|| (!metadata.isInterface() && metadata.hasAnnotatedMethods(WasmFunction.class.getName()));
	}

	@Override
	protected BeanDefinitionRegistry getRegistry() {
		return this.registry;
	}

	@Override
	protected boolean isCandidateComponent(AnnotatedBeanDefinition beanDefinition) {
		return true;
	}

}
