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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.dylibso.chicory.wasm.types.OpCode;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Writes the functions that take the place of instructions on ranges of memory. They
 * leave out the {@link ControlPage}, and fill and copy large parts bit by bit, because
 * nothing can stop a single instruction.
 */
final class MemoryFunctions {

	private static final Set<OpCode> CHANGED = EnumSet.of(OpCode.MEMORY_FILL, OpCode.MEMORY_COPY, OpCode.MEMORY_INIT,
			OpCode.MEMORY_GROW);

	private static final WasmFunctionType GROW_TYPE = new WasmFunctionType(List.of(WasmValueType.I32),
			List.of(WasmValueType.I32));

	private static final List<WasmValueType> RANGE = List.of(WasmValueType.I32, WasmValueType.I32, WasmValueType.I32);

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

	private static final int LOCAL_GET = 0x20;

	private static final int LOCAL_SET = 0x21;

	private static final int LOCAL_TEE = 0x22;

	private static final int MEMORY_SIZE = 0x3F;

	private static final int MEMORY_GROW = 0x40;

	private static final int I32_CONST = 0x41;

	private static final int I64_CONST = 0x42;

	private static final int I32_NOT_EQUAL = 0x47;

	private static final int I32_GREATER = 0x4B;

	private static final int I32_LESS_OR_EQUAL = 0x4D;

	private static final int I64_GREATER = 0x56;

	private static final int I32_ADD = 0x6A;

	private static final int I32_SUB = 0x6B;

	private static final int I64_ADD = 0x7C;

	private static final int I64_SHIFT_LEFT = 0x86;

	private static final int I64_EXTEND = 0xAD;

	private MemoryFunctions() {
	}

	/**
	 * Return whether there is a function for an instruction. It takes the place of the
	 * instruction, but for {@code memory.init}, of which it prepares the operands: the
	 * instruction names a segment.
	 */
	static boolean has(OpCode instruction) {
		return CHANGED.contains(instruction);
	}

	static WasmFunctionType type(OpCode instruction) {
		return switch (instruction) {
			case MEMORY_GROW -> GROW_TYPE;
			case MEMORY_INIT -> new WasmFunctionType(RANGE, RANGE);
			default -> new WasmFunctionType(RANGE, List.of());
		};
	}

	static WasmWriter body(OpCode instruction) {
		return switch (instruction) {
			case MEMORY_GROW -> grow();
			case MEMORY_INIT -> init();
			case MEMORY_COPY -> copy();
			default -> fill();
		};
	}

	private static WasmWriter grow() {
		WasmWriter body = new WasmWriter().number(0);
		body.bytes(LOCAL_GET, 0, MEMORY_GROW, 0, LOCAL_TEE, 0, LOCAL_GET, 0, I32_CONST).signedNumber(-1);
		return body.bytes(I32_NOT_EQUAL, I32_SUB, END);
	}

	private static WasmWriter init() {
		WasmWriter body = new WasmWriter().number(0);
		trapBeyondMemory(body, TO);
		skipControlPage(body, TO);
		return end(body, END);
	}

	private static WasmWriter fill() {
		WasmWriter body = new WasmWriter().number(0);
		trapBeyondMemory(body, TO);
		skipControlPage(body, TO);
		beginParts(body);
		loop(body);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM);
		part(body).bytes(FILL);
		advance(body, TO, I32_ADD);
		advance(body, SIZE, I32_SUB);
		repeat(body);
		body.bytes(END);
		return end(body, FILL).bytes(END);
	}

	/**
	 * Copy forward or backward, whichever does not overwrite what is still to be copied.
	 */
	private static WasmWriter copy() {
		WasmWriter body = new WasmWriter().number(0);
		trapBeyondMemory(body, TO);
		trapBeyondMemory(body, FROM);
		skipControlPage(body, TO);
		skipControlPage(body, FROM);
		beginParts(body);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM, I32_LESS_OR_EQUAL, IF, EMPTY);
		loop(body);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM);
		part(body).bytes(COPY);
		advance(body, TO, I32_ADD);
		advance(body, FROM, I32_ADD);
		advance(body, SIZE, I32_SUB);
		repeat(body);
		body.bytes(ELSE);
		loop(body);
		advance(body, SIZE, I32_SUB);
		body.bytes(LOCAL_GET, TO, LOCAL_GET, SIZE, I32_ADD, LOCAL_GET, FROM, LOCAL_GET, SIZE, I32_ADD);
		part(body).bytes(COPY);
		repeat(body);
		body.bytes(END, END);
		return end(body, COPY).bytes(END);
	}

	/**
	 * Trap before anything is written, by an instruction that is out of bounds for sure.
	 */
	private static void trapBeyondMemory(WasmWriter body, int address) {
		body.bytes(LOCAL_GET, address, I64_EXTEND, LOCAL_GET, SIZE, I64_EXTEND, I64_ADD);
		body.bytes(I64_CONST).signedNumber(ControlPage.SIZE).bytes(I64_ADD);
		body.bytes(MEMORY_SIZE, 0, I64_EXTEND, I64_CONST, Short.SIZE, I64_SHIFT_LEFT, I64_GREATER, IF, EMPTY);
		body.bytes(I32_CONST).signedNumber(-1).bytes(I32_CONST, 0, I32_CONST).signedNumber(-1).bytes(FILL).bytes(END);
	}

	private static void skipControlPage(WasmWriter body, int address) {
		body.bytes(LOCAL_GET, address, I32_CONST).signedNumber(ControlPage.SIZE).bytes(I32_ADD, LOCAL_SET, address);
	}

	/**
	 * Begin the block that is left for what is small.
	 */
	private static void beginParts(WasmWriter body) {
		body.bytes(BLOCK, EMPTY, LOCAL_GET, SIZE);
		part(body).bytes(I32_LESS_OR_EQUAL, BRANCH_IF, 0);
	}

	private static void loop(WasmWriter body) {
		ControlPage.checkInterrupt(body.bytes(LOOP, EMPTY));
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

	private static WasmWriter end(WasmWriter body, int... instruction) {
		return body.bytes(LOCAL_GET, TO, LOCAL_GET, FROM, LOCAL_GET, SIZE).bytes(instruction);
	}

}
