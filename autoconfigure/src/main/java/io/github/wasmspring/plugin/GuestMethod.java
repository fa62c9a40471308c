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

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * What a method of a plugin interface does on one version of a module.
 */
interface GuestMethod {

	/**
	 * Return the name of the exported function that the method calls.
	 * @return the name
	 */
	String name();

	/**
	 * Run the method.
	 * @param arguments its arguments
	 * @return its result
	 */
	@Nullable Object invoke(@Nullable Object[] arguments);

	/**
	 * Return a handle that runs the method.
	 * @param method the method of the interface
	 * @return the handle, of the type of the method
	 */
	default MethodHandle handle(Method method) {
		return PluginHandles.boxed(this, method);
	}

}
