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

package io.github.wasmspring.backend.chicory;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ValType;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.ModuleSplitter;
import io.github.wasmspring.binary.SplitSettings;

/**
 * A module whose large functions were split.
 *
 * @param parsed the module with the pieces
 * @param pieces rewrites the pieces
 */
record SplitModule(ParsedModule parsed, PieceRewriter pieces) {

	/**
	 * Split a module, and parse it.
	 */
	static SplitModule of(String name, EncodedModule encoded, SplitSettings settings) {
		ParsedModule parsed = ParsedModule.of(ModuleSplitter.split(name, encoded, settings));
		ModuleIndex index = encoded.index();
		int globals = index.count(WasmExternalKind.GLOBAL);
		// shared memories are Chicory's own
		List<WasmValueType> types = new ArrayList<>();
		if (index.count(WasmExternalKind.MEMORY) > 0 && !index.memory(0).shared()) {
			WasmModule module = parsed.module();
			int added = module.globalSection().globalCount() - (globals - index.countImported(WasmExternalKind.GLOBAL));
			for (int i = module.globalSection().globalCount() - added; i < module.globalSection().globalCount(); i++) {
				types.add(type(module.globalSection().getGlobal(i).valueType()));
			}
		}
		return new SplitModule(parsed,
				new PieceRewriter(index.count(WasmExternalKind.FUNCTION), new PieceValueRewriter(globals, types)));
	}

	private static WasmValueType type(ValType type) {
		if (type.equals(ValType.I32)) {
			return WasmValueType.I32;
		}
		if (type.equals(ValType.I64)) {
			return WasmValueType.I64;
		}
		return (type.equals(ValType.F32)) ? WasmValueType.F32
				: (type.equals(ValType.F64)) ? WasmValueType.F64 : WasmValueType.V128;
	}

}
