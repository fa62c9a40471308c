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

package io.github.wasmspring.abi;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;

/**
 * Provides functions that modules import from their toolchain or convention, rather than
 * from the application. All beans of this type take part, in their order: the first that
 * has a function provides it, unless a host function of the application or WASI does. A
 * function that keeps something for each instance keeps it by
 * {@link WasmInstance#getState(Class, java.util.function.Supplier)}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ImportProvider {

	/**
	 * Find a function.
	 * @param importer the module that imports it, which may not be compiled yet
	 * @param module name of the module that it is imported from
	 * @param name name of the function
	 * @param type the type that the importer expects
	 * @return what to run when the guest calls, or {@code null} if there is no such
	 * function of that type
	 */
	@Nullable HostFunctionBody findImport(WasmModule importer, String module, String name, WasmFunctionType type);

}
