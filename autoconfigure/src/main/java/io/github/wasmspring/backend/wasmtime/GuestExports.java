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

import java.util.HashMap;
import java.util.Map;

import com.dylibso.chicory.wasm.types.Export;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.parser.ModuleTypes;

/**
 * Finds what a guest exports.
 */
final class GuestExports {

	private final Map<String, WasmExternalType> types = new HashMap<>();

	private final Map<String, GuestFunction> functions = new HashMap<>();

	private final int count;

	GuestExports(ModuleTypes types) {
		this.count = types.exports().size();
		GuestStack stack = new GuestStack(types.module());
		for (int i = 0; i < this.count; i++) {
			Export export = types.module().exportSection().getExport(i);
			WasmExternalType type = types.exports().get(i).type();
			this.types.put(export.name(), type);
			if (type instanceof WasmFunctionType function) {
				this.functions.put(export.name(),
						new GuestFunction(export.name(), i, function, stack.bound(export.index())));
			}
		}
	}

	@Nullable WasmExternalType type(String name) {
		return this.types.get(name);
	}

	@Nullable GuestFunction function(String name) {
		return this.functions.get(name);
	}

	/**
	 * Return how many exports there are, of all kinds.
	 */
	int count() {
		return this.count;
	}

}
