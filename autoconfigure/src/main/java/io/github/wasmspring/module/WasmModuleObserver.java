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

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModule;

/**
 * Observes modules, for example in order to measure their calls. Any number of observers
 * hear of the same modules. Calls of modules that nobody observes cost nothing more.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WasmModuleObserver {

	/**
	 * Begin to observe a module that was loaded, and which is registered next, unless
	 * another one takes its name at the same time.
	 * @param module the module
	 * @return the observation
	 */
	WasmModuleObservation observe(WasmModule module);

	/**
	 * Observe the calls of a function that the application offers to guests.
	 * @param importer the module that imports it, which may not be compiled yet
	 * @param imported what it is imported as
	 * @param body what it does
	 * @return what to run instead, or the body itself in order not to observe it
	 */
	default HostFunctionBody observe(WasmModule importer, WasmImport imported, HostFunctionBody body) {
		return body;
	}

}
