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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

/**
 * Says why a plugin interface may not be a bean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingPluginFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		ResolvableType type = cause.getResolvableType();
		Class<?> candidate = (type != null && cause.getNumberOfBeansFound() == 0) ? type.resolve() : null;
		if (candidate == null || !candidate.isInterface()) {
			return null;
		}
		WasmPlugin plugin = AnnotatedElementUtils.findMergedAnnotation(candidate, WasmPlugin.class);
		if (plugin != null && plugin.value().contains("*")) {
			return new FailureAnalysis(
					"The plugin interface %s stands for many modules, '%s', and is no bean itself."
						.formatted(candidate.getName(), plugin.value()),
					"Inject WasmPlugins<%s>.".formatted(candidate.getSimpleName()), cause);
		}
		if (plugin != null) {
			return new FailureAnalysis("The plugin interface %s is not a bean.".formatted(candidate.getName()),
					"Check that it is in a package of the application or of 'wasm.plugins.base-packages', that @ImportWasmPlugins, if there is one, imports it, and that 'wasm.enabled' is not false. A test of a slice of the application has no plugins; provide the bean there with @MockitoBean.",
					cause);
		}
		boolean hasFunctions = Arrays.stream(ReflectionUtils.getAllDeclaredMethods(candidate))
			.anyMatch((method) -> AnnotatedElementUtils.hasAnnotation(method, WasmFunction.class));
		return (hasFunctions)
				? new FailureAnalysis("The interface %s has methods annotated with @WasmFunction, but is not a plugin."
					.formatted(candidate.getName()), "Annotate it with @WasmPlugin and the name of its module.", cause)
				: null;
	}

}
