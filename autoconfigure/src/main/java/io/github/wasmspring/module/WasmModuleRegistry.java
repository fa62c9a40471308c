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

import java.util.ArrayList;
import java.util.List;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmValidation;

/**
 * Changes the modules that {@link io.github.wasmspring.WasmModules} looks up. A version
 * that is to serve is read, checked, linked, compiled and tried before calls go to it,
 * and whatever goes wrong then leaves everything as it was. Calls that run meanwhile end
 * on the version that they began on; those that begin go to the one that serves, and none
 * fails because of the change.
 *
 * @since 0.1.0
 */
public interface WasmModuleRegistry {

	/**
	 * Load a module and register it under its name.
	 * @param definition what to load
	 * @return the module, which is the same as before if the name was taken and removed
	 * @throws WasmException if the module cannot be loaded or linked, or the name is
	 * taken
	 */
	WasmModule registerModule(WasmModuleDefinition definition);

	/**
	 * Register several modules, as {@link #registerModule(WasmModuleDefinition)} does. An
	 * implementation may compile them side by side.
	 * @param definitions what to load
	 * @return the modules
	 * @throws WasmException if one of them cannot be loaded or linked, or has a name that
	 * is taken; others may be registered then
	 */
	default List<WasmModule> registerAll(List<WasmModuleDefinition> definitions) {
		List<WasmModule> modules = new ArrayList<>();
		definitions.forEach((definition) -> modules.add(registerModule(definition)));
		return modules;
	}

	/**
	 * Load a version of a module, and let it serve. A name that is free is registered.
	 * @param definition what to load
	 * @return the module
	 * @throws WasmException if the version cannot be loaded or linked
	 */
	WasmModule replaceModule(WasmModuleDefinition definition);

	/**
	 * Load what the location of a module's definition holds now, and let it serve.
	 * @param name the name of the module
	 * @return the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @throws WasmException if the version cannot be loaded or linked
	 */
	WasmModule reloadModule(String name);

	/**
	 * Load a version of a module and keep it beside the one that serves, in the place of
	 * what was staged before.
	 * @param definition what to load
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @throws WasmException if the version cannot be loaded or linked
	 */
	void stageModule(WasmModuleDefinition definition);

	/**
	 * Let the version serve that was staged.
	 * @param name the name of the module
	 * @return the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @throws IllegalStateException if nothing is staged
	 */
	WasmModule promoteModule(String name);

	/**
	 * Let the version before serve again. There is none before that one then.
	 * @param name the name of the module
	 * @return the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @throws IllegalStateException if there is no version before
	 * @throws WasmException if the version cannot be loaded or linked any more
	 */
	WasmModule rollbackModule(String name);

	/**
	 * Let all calls of a module fail at once, whichever version serves, until it is
	 * {@linkplain #resumeModule(String) resumed}. Calls that are under way come to their
	 * end.
	 * @param name the name of the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @see io.github.wasmspring.WasmModuleSuspendedException
	 */
	void suspendModule(String name);

	/**
	 * Let a module be called that is suspended.
	 * @param name the name of the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	void resumeModule(String name);

	/**
	 * Close a module and free its name. Calls that are under way come to their end.
	 * Whoever holds the module cannot call it, until its name is registered again.
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
	 * Return how the version that serves was made ready to call.
	 * @param name the name of the module
	 * @return how it was loaded, and how long that took
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModuleLoad getLoad(String name);

	/**
	 * Describe the code of the version that serves, for somebody who wonders why a module
	 * is slow. This may take as long as a part of compiling it.
	 * @param name the name of the module
	 * @return the functions that run slower than others, and why
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModuleCode describeCode(String name);

	/**
	 * Return the state of a module.
	 * @param name the name of the module
	 * @return the state
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModuleState getState(String name);

	/**
	 * Return what there is to know about a module.
	 * @param name the name of the module
	 * @return what it is like now
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModuleDetails getDetails(String name);

	/**
	 * Call the export that tells whether a module works, if its definition names one.
	 * @param name the name of the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @throws WasmException if the call fails or takes longer than a probe may
	 */
	void probeModule(String name);

}
