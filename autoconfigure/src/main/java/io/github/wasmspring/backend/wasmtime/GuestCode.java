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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
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

	private final Map<OpCode, Integer> functions;

	/**
	 * Prepare the change.
	 * @param code the binary, at the content of its code section
	 * @param module the module, whose instructions say where in the binary they are
	 * @param functions the index of the one of the {@link MemoryFunctions} for each
	 * instruction that has one
	 */
	GuestCode(SectionReader code, WasmModule module, Map<OpCode, Integer> functions) {
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
	 * @throws ChicoryException if the parser has overlooked that it is not valid
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
				checkMemory();
				this.code.copyUntil(next, body);
				body.bytes(I32_CONST, 1, I32_SUB);
			}
			else if (MemoryFunctions.has(instruction.opcode())) {
				checkMemory();
				this.code.copyUntil(instruction.address(), body);
				body.bytes(CALL).number(Objects.requireNonNull(this.functions.get(instruction.opcode())));
				finish(instruction.opcode(), next, body);
			}
			else if (isMemoryAccess(instruction.opcode())) {
				checkMemory();
				this.code.copyUntil(instruction.address(), body);
				shiftOffset(instruction.opcode(), body);
			}
		}
	}

	private void checkMemory() {
		if (this.module.memorySection().isEmpty()) {
			throw new InvalidException("unknown memory 0");
		}
	}

	/**
	 * Leave the instruction out, or let it follow the function that prepares it.
	 */
	private void finish(OpCode opcode, int next, WasmWriter body) {
		readOpcode(opcode, (opcode == OpCode.MEMORY_INIT) ? body : new WasmWriter());
		if (opcode == OpCode.MEMORY_GROW && this.code.readByte() != 0) {
			throw new MalformedException("zero byte expected");
		}
		if (opcode == OpCode.MEMORY_INIT) {
			this.code.copyUntil(next, body);
		}
		this.code.skipUntil(next);
	}

	private void shiftOffset(OpCode opcode, WasmWriter body) {
		readOpcode(opcode, body);
		body.number(this.code.readNumber()); // alignment
		body.number(ControlPage.shift(this.code.readNumber()));
	}

	/**
	 * Read the code of an instruction, and write it in its shortest form. The parser adds
	 * up a prefix and what follows it, and so takes malformed ones for others.
	 */
	private void readOpcode(OpCode expected, WasmWriter body) {
		int first = this.code.readByte();
		body.bytes(first);
		int opcode = first;
		if (first >= FIRST_PREFIX) {
			int second = this.code.readNumber();
			body.number(second);
			opcode = (second >>> Byte.SIZE == 0) ? first << Byte.SIZE | second : -1;
		}
		if (opcode != expected.opcode()) {
			throw new MalformedException("unknown instruction in place of " + expected);
		}
	}

}
