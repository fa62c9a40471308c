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

package io.github.wasmspring.backend.wasmtime;

import java.util.ArrayList;
import java.util.List;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.backend.BackendImports;

/**
 * Compares the functions that a module imports with those that are offered.
 */
final class HostFunctionTypes {

	private HostFunctionTypes() {
	}

	/**
	 * Return the types of the functions that a module imports, as far as Java can serve
	 * them.
	 */
	static List<WasmFunctionType> of(List<WasmImport> imports) {
		List<WasmFunctionType> types = new ArrayList<>();
		for (WasmImport wanted : imports) {
			if (wanted.type() instanceof WasmFunctionType type && isServed(type)) {
				types.add(type);
			}
		}
		return types;
	}

	/**
	 * Return whether all values of a function are numbers.
	 */
	static boolean isServed(WasmFunctionType type) {
		return type.parameters().stream().allMatch((parameter) -> parameter.isNumber())
				&& type.results().stream().allMatch((result) -> result.isNumber());
	}

	/**
	 * Return the functions to be called, in the order of the imports.
	 */
	static List<BackendImports.Function> find(List<WasmImport> imports, BackendImports offered,
			WasmtimeFailures failures) {
		List<BackendImports.Function> functions = new ArrayList<>();
		for (WasmImport wanted : imports) {
			BackendImports.Function function = offered.functions()
				.get(new BackendImports.Key(wanted.module(), wanted.name()));
			if (function == null) {
				throw failures.link("nothing provides the import " + wanted);
			}
			if (!function.type().equals(wanted.type())) {
				throw failures.link("imports %s, but the host function is %s".formatted(wanted, function.type()));
			}
			if (!isServed(function.type())) {
				throw failures.link("imports %s, but only numbers can be passed to the host".formatted(wanted));
			}
			functions.add(function);
		}
		return functions;
	}

}
