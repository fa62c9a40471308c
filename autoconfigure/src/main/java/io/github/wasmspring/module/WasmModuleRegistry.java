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

package io.github.wasmspring.module;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmValidation;

/**
 * Adds modules to those that {@link io.github.wasmspring.WasmModules} looks up.
 *
 * @since 0.1.0
 */
public interface WasmModuleRegistry {

	/**
	 * Load a module and register it under its name. Nothing is registered if that fails.
	 * @param definition what to load
	 * @throws WasmException if the module cannot be loaded or linked, or the name is
	 * taken
	 */
	void registerModule(WasmModuleDefinition definition);

	/**
	 * Close a module and free its name. Calls that are under way come to their end.
	 * Whoever holds the module cannot call it any more.
	 * @param name the name of the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	void removeModule(String name);

	/**
	 * Check a module as if it were to be registered, with the settings of its definition.
	 * Nothing is compiled, run or registered.
	 * @param definition what to check
	 * @return what is wrong, and what the module imports, exports and needs
	 * @throws WasmLoadException if there is no such backend
	 */
	WasmValidation validate(WasmModuleDefinition definition);

	/**
	 * Return how a module was made ready to call.
	 * @param name the name of the module
	 * @return how it was loaded, and how long that took
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModuleLoad getLoad(String name);

	/**
	 * Return the state of a module.
	 * @param name the name of the module
	 * @return the state
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModuleState getState(String name);

}
