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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;

import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.parser.ModuleTypes;

/**
 * Changes a guest's binary where the native interface cannot do enough by itself: the
 * start function becomes an export, so that its traps keep their kind and nothing waits
 * for it, exported globals and tables get functions that access them, and the memory
 * begins with a {@link ControlPage}, at which the code looks.
 */
final class GuestBinary {

	private final byte[] bytes;

	private final ModuleTypes types;

	private final BinaryEditor editor;

	private final GuestNames names;

	private final int firstType;

	private final int firstFunction;

	private final List<WasmWriter> newTypes = new ArrayList<>();

	private final List<WasmWriter> newFunctions = new ArrayList<>();

	private final List<WasmWriter> newExports = new ArrayList<>();

	private final List<WasmWriter> newBodies = new ArrayList<>();

	GuestBinary(byte[] bytes, ModuleTypes types) {
		WasmModule module = types.module();
		this.bytes = bytes;
		this.types = types;
		this.editor = new BinaryEditor(bytes);
		this.names = new GuestNames(unusedPrefix(types), module.startSection().isPresent());
		this.firstType = module.typeSection().typeCount();
		this.firstFunction = module.importSection().count(ExternalType.FUNCTION)
				+ module.functionSection().functionCount();
	}

	private static String unusedPrefix(ModuleTypes types) {
		String prefix = "wasmspring:";
		while (containsPrefix(types, prefix)) {
			prefix = prefix.replace(":", "_:");
		}
		return prefix;
	}

	private static boolean containsPrefix(ModuleTypes types, String prefix) {
		return types.exports().stream().anyMatch((export) -> export.name().startsWith(prefix));
	}

	/**
	 * Return the names of what is added to the exports.
	 */
	GuestNames names() {
		return this.names;
	}

	/**
	 * Return the changed binary.
	 * @throws ChicoryException if the parser has overlooked that it is not valid
	 */
	byte[] write() {
		WasmModule module = this.types.module();
		module.startSection().ifPresent((start) -> {
			this.editor.remove(BinaryEditor.START);
			export(this.names.prefix() + "start", (int) start.startIndex());
		});
		for (int i = 0; i < module.exportSection().exportCount(); i++) {
			addAccessors(module.exportSection().getExport(i), this.types.exports().get(i).type());
		}
		if (ControlPage.isPossible(module)) {
			addControlPage(module);
		}
		this.editor.append(BinaryEditor.TYPE, this.newTypes);
		this.editor.append(BinaryEditor.FUNCTION, this.newFunctions);
		this.editor.append(BinaryEditor.EXPORT, this.newExports);
		this.editor.append(BinaryEditor.CODE, this.newBodies);
		return this.editor.write();
	}

	private void addAccessors(Export export, WasmExternalType type) {
		if (type instanceof WasmTableType) {
			add(this.names.getter(export.name()), new WasmFunctionType(List.of(), List.of(WasmValueType.I32)),
					new WasmWriter().bytes(0xFC, 0x10).number(export.index()));
		}
		else if (type instanceof WasmGlobalType global && global.valueType().isNumber()) {
			add(this.names.getter(export.name()), new WasmFunctionType(List.of(), List.of(global.valueType())),
					new WasmWriter().bytes(0x23).number(export.index()));
			if (global.mutable()) {
				add(this.names.setter(export.name()), new WasmFunctionType(List.of(global.valueType()), List.of()),
						new WasmWriter().bytes(0x20, 0, 0x24).number(export.index()));
			}
		}
	}

	private void addControlPage(WasmModule module) {
		this.editor.remove(BinaryEditor.MEMORY);
		this.editor.append(BinaryEditor.MEMORY, List.of(ControlPage.memory(module)));
		this.newExports.add(new WasmWriter().name(this.names.memory()).bytes(0x02, 0));
		if (this.editor.has(BinaryEditor.DATA)) {
			this.editor.replace(BinaryEditor.DATA, ControlPage.shiftSegments(reader(BinaryEditor.DATA)));
		}
		if (this.editor.has(BinaryEditor.CODE)) {
			this.editor.replace(BinaryEditor.CODE,
					new GuestCode(reader(BinaryEditor.CODE), module, addMemoryFunctions(module)).write());
		}
	}

	private SectionReader reader(int section) {
		return new SectionReader(this.bytes, this.editor.offset(section));
	}

	private Map<OpCode, Integer> addMemoryFunctions(WasmModule module) {
		Map<OpCode, Integer> functions = new EnumMap<>(OpCode.class);
		for (FunctionBody body : module.codeSection().functionBodies()) {
			for (AnnotatedInstruction instruction : body.instructions()) {
				if (MemoryFunctions.has(instruction.opcode())) {
					functions.computeIfAbsent(instruction.opcode(),
							(opcode) -> add(MemoryFunctions.type(opcode), MemoryFunctions.body(opcode)));
				}
			}
		}
		return functions;
	}

	private void add(String name, WasmFunctionType type, WasmWriter instructions) {
		export(name, add(type, new WasmWriter().number(0).append(instructions).bytes(0x0B)));
	}

	/**
	 * Add a function, and return its index.
	 */
	private int add(WasmFunctionType type, WasmWriter body) {
		int index = this.firstFunction + this.newFunctions.size();
		this.newFunctions.add(new WasmWriter().number(this.firstType + this.newTypes.size()));
		this.newTypes.add(new WasmWriter().functionType(type));
		this.newBodies.add(new WasmWriter().sized(body));
		return index;
	}

	private void export(String name, int function) {
		this.newExports.add(new WasmWriter().name(name).bytes(0x00).number(function));
	}

}
