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

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * An interface whose methods are bound, and which only has to be implemented.
 *
 * @param type the interface
 * @param description what the plugin's {@code toString()} returns
 * @param methods every method of the interface except for those of {@link Object}
 */
record BoundPlugin(Class<?> type, String description, Map<Method, PluginMethod> methods) {

	/**
	 * Create the plugin: an instance of a generated class, or a slower JDK proxy where
	 * classes cannot be generated.
	 */
	Object create() {
		Object plugin = PluginClass.instantiate(this.type, this.description, this.methods);
		return (plugin != null) ? plugin : createProxy();
	}

	/**
	 * Create the plugin as a JDK proxy.
	 */
	Object createProxy() {
		return Proxy.newProxyInstance(this.type.getClassLoader(), new Class<?>[] { this.type },
				new PluginInvocationHandler(this.description, this.methods));
	}

}
