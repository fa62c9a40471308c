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

import org.jspecify.annotations.Nullable;

/**
 * What a method of a plugin interface does.
 */
interface PluginMethod {

	/**
	 * Run the method.
	 * @param plugin the implementation that it was called on
	 * @param arguments its arguments
	 * @return its result
	 * @throws Throwable what the method throws
	 */
	@Nullable Object invoke(Object plugin, @Nullable Object[] arguments) throws Throwable;

	/**
	 * Return a handle that runs the method.
	 * @return the handle, of the type of the method with the plugin as {@code Object}
	 * before its parameters
	 */
	MethodHandle handle();

}
