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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;

/**
 * A way for Java values to get into functions of a module and out of them. Each module
 * has one: the one that its settings name, or else the first, in the order of the beans,
 * that recognizes it.
 *
 * @since 0.1.0
 */
public interface WasmConvention {

	/**
	 * Return the id by which settings name the convention.
	 * @return the id, in kebab-case
	 */
	String getId();

	/**
	 * Return whether a module follows the convention, as far as its imports and exports
	 * tell.
	 * @param module the module, which may not be compiled yet
	 * @return whether it does
	 */
	boolean isFollowedBy(WasmModule module);

	/**
	 * Find the function that a Java method calls.
	 * @param module the module, which may not be compiled yet
	 * @param names what the function may be called, the preferred name first
	 * @return its name, or {@code null} if there is none; an exported function unless an
	 * implementation says something else
	 */
	default @Nullable String findFunction(WasmModule module, List<String> names) {
		for (String name : names) {
			if (ModuleExports.findFunction(module, name) != null) {
				return name;
			}
		}
		return null;
	}

	/**
	 * Bind a Java method to a function.
	 * @param signature the signature of the method
	 * @param module the module, which may not be compiled yet
	 * @param function the function, as it was found
	 * @param codecs convert values to bytes and back
	 * @return the bound function
	 * @throws io.github.wasmspring.WasmLinkException if the method does not fit the
	 * function
	 */
	BoundFunction bind(MethodSignature signature, WasmModule module, String function, ValueCodecs codecs);

	/**
	 * Find a function that modules import that follow the convention. It comes before
	 * those of an {@link ImportProvider}.
	 * @param importer the module that imports it, which may not be compiled yet
	 * @param module name of the module that it is imported from
	 * @param name name of the function
	 * @param type the type that the importer expects
	 * @return what to run when the guest calls, or {@code null} if there is no such
	 * function of that type
	 */
	default @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		return null;
	}

}
