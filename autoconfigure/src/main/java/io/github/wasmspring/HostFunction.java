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

package io.github.wasmspring;

import java.util.List;

/**
 * A function of the host that is linked to the modules that import it.
 *
 * @since 0.1.0
 */
public interface HostFunction {

	/**
	 * Return the name of the module that it is imported from.
	 * @return the name
	 */
	String getModule();

	/**
	 * Return the names under which it can be imported.
	 * @return the names, the preferred one first
	 */
	List<String> getNames();

	/**
	 * Return the modules that may import it. What is offered to some modules only comes
	 * before what is offered to all.
	 * @return names, or patterns with {@code *}, empty for all modules
	 */
	default List<String> getImporters() {
		return List.of();
	}

	/**
	 * Link the function to a module.
	 * @param importer the module that imports it
	 * @param name the name under which it is imported
	 * @param type the type that the module expects
	 * @return what to run when the guest calls
	 * @throws WasmLinkException if the function does not fit the type
	 */
	HostFunctionBody link(WasmModule importer, String name, WasmFunctionType type);

}
