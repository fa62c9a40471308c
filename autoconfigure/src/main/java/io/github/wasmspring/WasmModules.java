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
import java.util.stream.Stream;

/**
 * Looks up modules by name.
 *
 * @since 0.1.0
 */
public interface WasmModules extends Iterable<WasmModule> {

	/**
	 * Return the module of the given name.
	 * @param name the name of the module
	 * @return the module
	 * @throws NoSuchWasmModuleException if there is no such module
	 */
	WasmModule getModule(String name);

	/**
	 * Return the names of all modules.
	 * @return the names, in alphabetical order
	 */
	List<String> getNames();

	/**
	 * Return all modules as a stream.
	 * @return the modules, in alphabetical order
	 */
	default Stream<WasmModule> stream() {
		return getNames().stream().map(this::getModule);
	}

	/**
	 * Validate a binary without compiling or running it. What exceeds the limits that
	 * modules have by default is refused.
	 * @param binary the bytes of a {@code .wasm} file
	 * @param backend id of the backend that would run it; backends support different
	 * features
	 * @return what is wrong, and where
	 * @throws WasmLoadException if there is no such backend
	 */
	WasmValidation validate(byte[] binary, String backend);

	/**
	 * Validate a binary without compiling or running it, for the backend that modules
	 * without one of their own use.
	 * @param binary the bytes of a {@code .wasm} file
	 * @return what is wrong, and where
	 */
	WasmValidation validate(byte[] binary);

}
