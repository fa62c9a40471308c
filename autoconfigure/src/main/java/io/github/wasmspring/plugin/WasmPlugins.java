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

import java.util.List;

import io.github.wasmspring.NoSuchWasmModuleException;

/**
 * The plugins of an interface that stands for many modules: all those whose names match
 * the pattern of its {@link WasmPlugin @WasmPlugin}, as they come and go.
 *
 * @param <T> the interface
 * @since 0.1.0
 */
public interface WasmPlugins<T> extends Iterable<T> {

	/**
	 * Return the plugin of a module, the same object each time.
	 * @param module the name of the module
	 * @return the plugin, which follows the version of the module that serves
	 * @throws NoSuchWasmModuleException if there is no such module, or its name does not
	 * match
	 */
	T get(String module);

	/**
	 * Return whether there is a module of the given name, and the name matches.
	 * @param module the name of the module
	 * @return whether {@link #get(String)} returns a plugin
	 */
	boolean contains(String module);

	/**
	 * Return the names of the modules that match.
	 * @return the names as they are now, in alphabetical order
	 */
	List<String> getNames();

}
