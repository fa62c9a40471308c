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

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.FunctionType;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;

/**
 * Generates the modules that carry values between Java and guests through a memory, since
 * each value that crosses the native interface by itself costs more than the call. A
 * value takes eight bytes; arguments start at address 0, and so do results, because
 * whoever is called has read the arguments before it writes results.
 */
final class Shims {

	/**
	 * Export of the module that calls a function of a guest.
	 */
	static final String CALL = "call";

	/**
	 * Address of the index of the import that a guest calls.
	 */
	static final int INDEX = 65528;

	/**
	 * Address of what is not zero if a host function failed.
	 */
	static final int FAILED = 65532;

	static final WasmFunctionType NOTHING = new WasmFunctionType(List.of(), List.of());

	private Shims() {
	}

	/**
	 * Generate the module that calls a function of a guest. It imports the memory and the
	 * function; its export takes and returns nothing.
	 */
	static EncodedModule caller(WasmFunctionType type) {
		ModuleEncoder module = module(type);
		FunctionType callee = FunctionType.of(type);
		int function = module.addFunction(FunctionType.of(NOTHING), callee.results(), (code) -> {
			load(code, type.parameters());
			code.write(Opcode.CALL, 0);
			for (int i = type.results().size() - 1; i >= 0; i--) {
				code.write(Opcode.LOCAL_SET, i);
			}
			storeLocals(code, type.results());
			code.write(Opcode.END);
		});
		module.visitExport(CALL, WasmExternalKind.FUNCTION, function);
		return module.toModule();
	}

	/**
	 * Generate the module whose exports a guest imports. It imports the memory and the
	 * function of the host to call for all of them; the exports are named by their index.
	 */
	static EncodedModule callees(List<WasmFunctionType> types) {
		ModuleEncoder module = module(NOTHING);
		for (int i = 0; i < types.size(); i++) {
			module.visitExport(String.valueOf(i), WasmExternalKind.FUNCTION, addCallee(module, types.get(i), i));
		}
		return module.toModule();
	}

	private static int addCallee(ModuleEncoder module, WasmFunctionType type, int index) {
		return module.addFunction(FunctionType.of(type), (code) -> {
			storeLocals(code, type.parameters());
			code.writeI32(0).writeI32(index).writeAccess(Opcode.I32_STORE, alignment(WasmValueType.I32), INDEX);
			code.write(Opcode.CALL, 0);
			load(code, WasmValueType.I32, FAILED);
			code.writeBlock(Opcode.IF).write(Opcode.UNREACHABLE).write(Opcode.END);
			load(code, type.results());
			code.write(Opcode.END);
		});
	}

	/**
	 * Begin a module that imports the memory and a function.
	 */
	private static ModuleEncoder module(WasmFunctionType imported) {
		ModuleEncoder module = new ModuleEncoder();
		module.visitImport("", "memory", WasmExternalKind.MEMORY, new SizeLimits(1, 1L, false, false));
		module.visitImport("", "function", WasmExternalKind.FUNCTION, module.addType(FunctionType.of(imported)));
		return module;
	}

	private static void storeLocals(InstructionWriter code, List<WasmValueType> types) {
		for (int i = 0; i < types.size(); i++) {
			code.writeI32(0).write(Opcode.LOCAL_GET, i);
			code.writeAccess(store(types.get(i)), alignment(types.get(i)), (long) Long.BYTES * i);
		}
	}

	private static void load(InstructionWriter code, List<WasmValueType> types) {
		for (int i = 0; i < types.size(); i++) {
			load(code, types.get(i), Long.BYTES * i);
		}
	}

	private static void load(InstructionWriter code, WasmValueType type, int address) {
		code.writeI32(0).writeAccess(load(type), alignment(type), address);
	}

	private static int load(WasmValueType type) {
		return switch (type) {
			case I32 -> Opcode.I32_LOAD;
			case I64 -> Opcode.I64_LOAD;
			case F32 -> Opcode.F32_LOAD;
			default -> Opcode.F64_LOAD;
		};
	}

	private static int store(WasmValueType type) {
		return switch (type) {
			case I32 -> Opcode.I32_STORE;
			case I64 -> Opcode.I64_STORE;
			case F32 -> Opcode.F32_STORE;
			default -> Opcode.F64_STORE;
		};
	}

	private static int alignment(WasmValueType type) {
		return (type == WasmValueType.I64 || type == WasmValueType.F64) ? 3 : 2;
	}

}
