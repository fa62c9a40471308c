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

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;

/**
 * Changes the instructions of a guest: it looks at the {@link ControlPage} in each loop
 * and in each function that calls others, and has no other access to it.
 */
final class GuestCode {

	/**
	 * Instructions with an offset in the memory.
	 */
	private static final Set<OpCode> MEMORY_ACCESS = matching("(I32|I64|F32|F64|V128)_(LOAD|STORE).*");

	private static final Set<OpCode> CALLS = matching(".*CALL.*");

	private static final int CALL = 0x10;

	private static final int I32_CONST = 0x41;

	private static final int I32_SUB = 0x6B;

	private static final int FIRST_PREFIX = 0xFB;

	private final SectionReader code;

	private final WasmModule module;

	private final Map<MemoryFunctions.Key, Integer> functions;

	/**
	 * Prepare the change.
	 * @param code the binary, at the content of its code section
	 * @param module the module, whose instructions say where in the binary they are
	 * @param functions the index of the function for each instruction that one replaces
	 */
	GuestCode(SectionReader code, WasmModule module, Map<MemoryFunctions.Key, Integer> functions) {
		this.code = code;
		this.module = module;
		this.functions = functions;
	}

	private static Set<OpCode> matching(String name) {
		Pattern pattern = Pattern.compile(name);
		return Arrays.stream(OpCode.values())
			.filter((opcode) -> pattern.matcher(opcode.name()).matches())
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(OpCode.class)));
	}

	/**
	 * Return whether an instruction calls another function of the guest or of the host.
	 */
	static boolean isCall(OpCode opcode) {
		return CALLS.contains(opcode);
	}

	/**
	 * Return whether an instruction reads or writes memory at an offset.
	 */
	static boolean isMemoryAccess(OpCode opcode) {
		return MEMORY_ACCESS.contains(opcode);
	}

	/**
	 * Return the new content of the section.
	 */
	WasmWriter write() {
		WasmWriter section = new WasmWriter().number(this.code.readNumber());
		for (FunctionBody body : this.module.codeSection().functionBodies()) {
			int end = this.code.readNumber() + this.code.position();
			WasmWriter changed = new WasmWriter();
			write(body.instructions(), changed);
			this.code.copyUntil(end, changed);
			section.sized(changed);
		}
		return section;
	}

	private void write(List<AnnotatedInstruction> instructions, WasmWriter body) {
		if (instructions.stream().anyMatch((instruction) -> isCall(instruction.opcode()))) {
			this.code.copyUntil(instructions.get(0).address(), body);
			ControlPage.checkInterrupt(body);
		}
		for (int i = 0; i < instructions.size() - 1; i++) {
			AnnotatedInstruction instruction = instructions.get(i);
			int next = instructions.get(i + 1).address();
			if (instruction.opcode() == OpCode.LOOP) {
				this.code.copyUntil(next, body);
				ControlPage.checkInterrupt(body);
			}
			else if (instruction.opcode() == OpCode.MEMORY_SIZE) {
				this.code.copyUntil(next, body);
				body.bytes(I32_CONST, 1, I32_SUB);
			}
			else if (MemoryFunctions.replace(instruction.opcode()) && !isLongGrow(instruction, next)) {
				this.code.copyUntil(instruction.address(), body);
				body.bytes(CALL).number(this.functions.get(MemoryFunctions.keyOf(instruction)));
				this.code.skipUntil(next);
			}
			else if (isMemoryAccess(instruction.opcode())) {
				this.code.copyUntil(instruction.address(), body);
				shiftOffset(body);
			}
		}
	}

	/**
	 * Return whether the parser has overlooked that an instruction is malformed. It stays
	 * as it is, for the compiler to refuse it.
	 */
	private static boolean isLongGrow(AnnotatedInstruction instruction, int next) {
		return instruction.opcode() == OpCode.MEMORY_GROW && next - instruction.address() != 2;
	}

	private void shiftOffset(WasmWriter body) {
		int opcode = this.code.readByte();
		body.bytes(opcode);
		if (opcode >= FIRST_PREFIX) {
			body.number(this.code.readNumber());
		}
		body.number(this.code.readNumber()); // alignment
		body.number(ControlPage.shift(this.code.readNumber()));
	}

}
