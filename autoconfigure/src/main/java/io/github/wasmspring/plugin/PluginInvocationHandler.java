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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetClassAware;
import org.springframework.util.ReflectionUtils;

/**
 * Dispatches the calls of a plugin's proxy.
 */
class PluginInvocationHandler implements InvocationHandler {

	private static final Object[] NO_ARGUMENTS = {};

	private final Class<?> type;

	private final String description;

	private final Map<Method, PluginMethod> methods;

	/**
	 * Create a new instance.
	 * @param type the interface, which is what advice is to take for the target's class
	 * @param description what the plugin's {@code toString()} returns
	 * @param methods every method of the interface that a proxy can receive
	 */
	PluginInvocationHandler(Class<?> type, String description, Map<Method, PluginMethod> methods) {
		this.type = type;
		this.description = description;
		this.methods = Map.copyOf(methods);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		PluginMethod pluginMethod = this.methods.get(method);
		if (pluginMethod != null) {
			return pluginMethod.invoke(proxy, (arguments != null) ? arguments : NO_ARGUMENTS);
		}
		if (method.getDeclaringClass() == TargetClassAware.class) {
			return this.type;
		}
		if (ReflectionUtils.isEqualsMethod(method)) {
			return arguments != null && proxy == arguments[0];
		}
		return (ReflectionUtils.isHashCodeMethod(method)) ? System.identityHashCode(proxy) : this.description;
	}

}
