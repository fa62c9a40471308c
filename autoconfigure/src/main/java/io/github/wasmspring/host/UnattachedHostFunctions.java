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

package io.github.wasmspring.host;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.NearMiss;
import io.github.wasmspring.abi.AnnotationText;

/**
 * Finds methods that are annotated with {@code @WasmHostFunction} in beans that are not
 * annotated with {@code @WasmHost}, and so offer nothing.
 *
 * @param beanFactory holds the beans
 * @param annotations reads the annotations
 */
record UnattachedHostFunctions(ConfigurableListableBeanFactory beanFactory, AnnotationText annotations) {

	/**
	 * Return the methods that would be imported under a name.
	 */
	List<NearMiss> find(String module, String name) {
		List<NearMiss> found = new ArrayList<>();
		for (String bean : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, bean);
			if (type != null && !AnnotatedElementUtils.hasAnnotation(type, WasmHost.class)) {
				methods(type).forEach((method, annotation) -> {
					if (AnnotatedHostFunctions.names(method, annotation, this.annotations).contains(name)) {
						found.add(nearMiss(ClassUtils.getUserClass(type), method, module));
					}
				});
			}
		}
		return found;
	}

	private static Map<Method, WasmHostFunction> methods(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<WasmHostFunction>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, WasmHostFunction.class));
	}

	private static NearMiss nearMiss(Class<?> type, Method method, String module) {
		return new NearMiss(
				"'%s' is annotated with @WasmHostFunction, but its class is not annotated with @WasmHost"
					.formatted(method.toGenericString()),
				"Annotate %s with @WasmHost(\"%s\").".formatted(type.getName(), module));
	}

}
