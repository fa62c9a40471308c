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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.binary.ModuleIndex;

/**
 * Finds what a guest exports.
 */
final class GuestExports {

	private final Map<String, WasmExternalType> types = new HashMap<>();

	private final Map<String, GuestFunction> functions = new HashMap<>();

	private final int count;

	/**
	 * Create the exports.
	 * @param index what the guest declares
	 * @param stack the stack that its functions take
	 */
	GuestExports(ModuleIndex index, GuestStack stack) {
		List<WasmExport> exports = index.exports();
		this.count = exports.size();
		for (int i = 0; i < this.count; i++) {
			String name = exports.get(i).name();
			WasmExternalType type = exports.get(i).type();
			this.types.put(name, type);
			if (type instanceof WasmFunctionType function) {
				this.functions.put(name, new GuestFunction(name, i, function, stack.bound(index.exportIndex(i))));
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
