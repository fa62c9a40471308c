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

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Replaces the instructions that fill or copy memory, which nothing can stop, by calls of
 * functions that do it in parts.
 */
final class BulkInstructions {

	/**
	 * The instructions that become calls.
	 */
	static final Set<OpCode> REPLACED = EnumSet.of(OpCode.MEMORY_FILL, OpCode.MEMORY_COPY);

	static final WasmFunctionType TYPE = new WasmFunctionType(
			List.of(WasmValueType.I32, WasmValueType.I32, WasmValueType.I32), List.of());

	private static final int PART = 1 << 20;

	private static final int[] FILL = { 0xFC, 0x0B, 0x00 };

	private static final int[] COPY = { 0xFC, 0x0A, 0x00, 0x00 };

	private static final int TO = 0;

	private static final int FROM = 1;

	private static final int SIZE = 2;

	private static final int BLOCK = 0x02;

	private static final int LOOP = 0x03;

	private static final int IF = 0x04;

	private static final int ELSE = 0x05;

	private static final int EMPTY = 0x40;

	private static final int END = 0x0B;

	private static final int BRANCH_IF = 0x0D;

	private static final int CALL = 0x10;

	private static final int LOCAL_GET = 0x20;

	private static final int LOCAL_SET = 0x21;

	private static final int I32_CONST = 0x41;

	private static final int I32_GREATER = 0x4B;

	private static final int I32_LESS_OR_EQUAL = 0x4D;

	private static final int I32_ADD = 0x6A;

	private static final int I32_SUB = 0x6B;

	private BulkInstructions() {
	}

	/**
	 * Return the body of the function for each of the instructions that a module has.
	 */
	static Map<OpCode, WasmWriter> functions(WasmModule module) {
		Map<OpCode, WasmWriter> functions = new EnumMap<>(OpCode.class);
		for (FunctionBody body : module.codeSection().functionBodies()) {
			for (AnnotatedInstruction instruction : body.instructions()) {
				if (REPLACED.contains(instruction.opcode())) {
					functions.computeIfAbsent(instruction.opcode(),
							(opcode) -> (opcode == OpCode.MEMORY_FILL) ? fill() : copy());
				}
			}
		}
		return functions;
	}

	/**
	 * Replace the instructions.
	 * @param code the binary, at the content of its code section
	 * @param module the module, whose instructions say where in the binary they are
	 * @param functions the index of the function for each instruction
	 * @return the new content of the section
	 */
	static WasmWriter replace(SectionReader code, WasmModule module, Map<OpCode, Integer> functions) {
		WasmWriter replaced = new WasmWriter().number(code.readNumber());
		for (FunctionBody body : module.codeSection().functionBodies()) {
			int end = code.readNumber() + code.position();
			List<AnnotatedInstruction> instructions = body.instructions();
			WasmWriter changed = new WasmWriter();
			for (int i = 0; i < instructions.size() - 1; i++) {
				Integer function = functions.get(instructions.get(i).opcode());
				if (function != null) {
					changed.append(code.readUntil(instructions.get(i).address())).bytes(CALL).number(function);
					code.readUntil(instructions.get(i + 1).address());
				}
			}
			replaced.sized(changed.append(code.readUntil(end)));
		}
		return replaced;
	}

	private static WasmWriter fill() {
		WasmWriter body = new WasmWriter().number(0);
		beginParts(body);
		beyondMemory(body, TO);
		body.bytes(LOOP, EMPTY);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM);
		part(body).bytes(FILL);
		advance(body, TO, I32_ADD);
		advance(body, SIZE, I32_SUB);
		repeat(body);
		return end(body, FILL);
	}

	/**
	 * Copy forward or backward, whichever does not overwrite what is still to be copied.
	 */
	private static WasmWriter copy() {
		WasmWriter body = new WasmWriter().number(0);
		beginParts(body);
		beyondMemory(body, TO);
		beyondMemory(body, FROM);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM, I32_LESS_OR_EQUAL, IF, EMPTY, LOOP, EMPTY);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM);
		part(body).bytes(COPY);
		advance(body, TO, I32_ADD);
		advance(body, FROM, I32_ADD);
		advance(body, SIZE, I32_SUB);
		repeat(body);
		body.bytes(ELSE, LOOP, EMPTY);
		advance(body, SIZE, I32_SUB);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, SIZE, I32_ADD, LOCAL_GET, FROM, LOCAL_GET, SIZE, I32_ADD);
		part(body).bytes(COPY);
		repeat(body);
		body.bytes(END);
		return end(body, COPY);
	}

	/**
	 * Begin the block that is left for what is small, or is out of bounds and has to trap
	 * before anything is written.
	 */
	private static void beginParts(WasmWriter body) {
		body.bytes(BLOCK, EMPTY, LOCAL_GET, SIZE);
		part(body).bytes(I32_LESS_OR_EQUAL, BRANCH_IF, 0);
	}

	private static void beyondMemory(WasmWriter body, int address) {
		body.bytes(LOCAL_GET, address, 0xAD, LOCAL_GET, SIZE, 0xAD, 0x7C); // i64.add
		body.bytes(0x3F, 0x00, 0xAD, 0x42, 16, 0x86); // memory.size << 16
		body.bytes(0x56, BRANCH_IF, 0); // i64.gt_u
	}

	private static WasmWriter part(WasmWriter body) {
		return body.bytes(I32_CONST).signedNumber(PART);
	}

	private static void advance(WasmWriter body, int local, int operator) {
		body.bytes(LOCAL_GET, local);
		part(body).bytes(operator, LOCAL_SET, local);
	}

	private static void repeat(WasmWriter body) {
		body.bytes(LOCAL_GET, SIZE);
		part(body).bytes(I32_GREATER, BRANCH_IF, 0, END);
	}

	private static WasmWriter end(WasmWriter body, int[] instruction) {
		return body.bytes(END, LOCAL_GET, TO, LOCAL_GET, FROM, LOCAL_GET, SIZE).bytes(instruction).bytes(END);
	}

}
