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

import java.util.Objects;

/**
 * Thrown when a module exports no function of a name.
 *
 * @since 0.1.0
 */
public class NoSuchWasmFunctionException extends WasmException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new exception.
	 * @param module the module
	 * @param function the name that was looked up
	 */
	public NoSuchWasmFunctionException(WasmModule module, String function) {
		super(WasmErrorContext.of(module, function), "no such exported function", remedy(function, module), null);
	}

	private static String remedy(String function, WasmModule module) {
		boolean some = module.getExports().stream().anyMatch((export) -> export.kind() == WasmExternalKind.FUNCTION);
		return (some) ? "Exported functions: " + SimilarNames.exportedFunctions(function, module) + "."
				: "The module exports no function at all: its compiler exports only what is marked, or a tool removed it.";
	}

	/**
	 * Return the name that was looked up.
	 * @return the name
	 */
	public String getFunctionName() {
		return Objects.requireNonNullElse(getContext().function(), "");
	}

}
