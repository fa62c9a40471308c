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

import java.util.List;
import java.util.function.Consumer;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.FunctionType;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleDecoder;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.Opcode;

/**
 * A guest as it is compiled, changed where the native interface cannot do enough by
 * itself: the start function is an export, so that its traps keep their kind and nothing
 * waits for it, exported globals and tables have functions that access them, and the code
 * looks at a {@link ControlPage}.
 *
 * @param module what to compile, whose index is that of the guest
 * @param names the names of what was added to the exports
 */
record GuestBinary(EncodedModule module, GuestNames names) {

	/**
	 * Change a guest.
	 * @param module the guest
	 * @param failures describes what cannot be changed
	 */
	static GuestBinary of(EncodedModule module, WasmtimeFailures failures) {
		ModuleEncoder encoder = new ModuleEncoder();
		ModuleIndex index = new ModuleDecoder(failures.module(), module)
			.decode(new GuestDeclarations(new GuestCode(encoder), encoder, failures));
		List<WasmExport> exports = index.exports();
		GuestNames names = GuestNames.beside(exports.stream().map(WasmExport::name)::iterator,
				index.startFunction() >= 0);
		String start = names.start();
		if (start != null) {
			encoder.visitExport(start, WasmExternalKind.FUNCTION, index.startFunction());
		}
		encoder.visitExport(names.memory(), WasmExternalKind.MEMORY, 0);
		for (int i = 0; i < exports.size(); i++) {
			addAccessors(exports.get(i), index.exportIndex(i), names, encoder);
		}
		return new GuestBinary(encoder.toModule(), names);
	}

	private static void addAccessors(WasmExport export, int index, GuestNames names, ModuleEncoder encoder) {
		if (export.type() instanceof WasmTableType) {
			add(names.getter(export.name()), new WasmFunctionType(List.of(), List.of(WasmValueType.I32)),
					(code) -> code.write(Opcode.TABLE_SIZE, index), encoder);
		}
		else if (export.type() instanceof WasmGlobalType global && global.valueType().isNumber()) {
			add(names.getter(export.name()), new WasmFunctionType(List.of(), List.of(global.valueType())),
					(code) -> code.write(Opcode.GLOBAL_GET, index), encoder);
			if (global.mutable()) {
				add(names.setter(export.name()), new WasmFunctionType(List.of(global.valueType()), List.of()),
						(code) -> code.write(Opcode.LOCAL_GET, 0).write(Opcode.GLOBAL_SET, index), encoder);
			}
		}
	}

	private static void add(String name, WasmFunctionType type, Consumer<InstructionWriter> instructions,
			ModuleEncoder encoder) {
		int function = encoder.addFunction(FunctionType.of(type),
				instructions.andThen((code) -> code.write(Opcode.END)));
		encoder.visitExport(name, WasmExternalKind.FUNCTION, function);
	}

}
