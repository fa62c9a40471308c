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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.plugin.WasmPlugin;

/**
 * Says what to do instead where a plugin interface is made a bean like a class, or a
 * plugin is spied on.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PluginBeanFailureAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {

	private static final String MOCKITO = "org.mockito.";

	private static final String PLUGIN_CLASS = "$$LambdaWasmPlugin";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCreationException failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		BeanInstantiationException instantiation = findCause(rootFailure, BeanInstantiationException.class);
		if (instantiation != null && isPlugin(instantiation.getBeanClass())) {
			return imported(instantiation.getBeanClass(), failure);
		}
		return (isSpy(failure)) ? spied(failure, cause) : null;
	}

	private static boolean isPlugin(Class<?> type) {
		return type.isInterface() && AnnotatedElementUtils.hasAnnotation(type, WasmPlugin.class);
	}

	private static FailureAnalysis imported(Class<?> type, Throwable failure) {
		return new FailureAnalysis(
				"The plugin interface %s is registered as if it were a class, for example by @Import."
					.formatted(type.getName()),
				"Write @ImportWasmPlugins(%s.class) instead; nothing is needed if it is in a package of the application."
					.formatted(ClassUtils.getShortName(type)),
				failure);
	}

	/**
	 * Mockito says which class it cannot spy on in the message alone.
	 */
	private static boolean isSpy(Throwable failure) {
		boolean mockito = false;
		boolean plugin = false;
		for (Throwable each = failure; each != null; each = each.getCause()) {
			mockito |= each.getClass().getName().startsWith(MOCKITO);
			plugin |= String.valueOf(each.getMessage()).contains(PLUGIN_CLASS);
		}
		return mockito && plugin;
	}

	private static FailureAnalysis spied(BeanCreationException failure, Throwable cause) {
		return new FailureAnalysis(
				"The plugin '%s' cannot be spied on: its class is generated and hidden."
					.formatted(failure.getBeanName()),
				"Use @MockitoBean instead of @MockitoSpyBean. To call the guest all the same, let the mock answer by AdditionalAnswers.delegatesTo(factory.create(…)) with the WasmPluginFactory of the application.",
				cause);
	}

}
