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

package io.github.wasmspring.backend;

import java.util.Arrays;

/**
 * What follows the code of each instruction: those of version 3.0 of the specification,
 * of threads, of relaxed vectors, and of the exceptions that came before those of 3.0.
 *
 * @see <a href=
 * "https://webassembly.github.io/spec/core/appendix/index-instructions.html">Index of
 * Instructions</a>
 */
final class InstructionImmediates {

	static final byte UNKNOWN = 0;

	static final byte NOTHING = 1;

	static final byte INDEX = 2;

	static final byte TWO_INDICES = 3;

	static final byte NUMBER = 4;

	static final byte LONG_NUMBER = 5;

	static final byte FOUR_BYTES = 6;

	static final byte EIGHT_BYTES = 7;

	static final byte MEMORY = 8;

	static final byte TYPES = 9;

	static final byte LABELS = 10;

	static final byte BLOCK = 11;

	static final byte BLOCK_AND_CATCHES = 12;

	static final byte PREFIX = 13;

	static final byte ONE_BYTE = 14;

	static final byte SIXTEEN_BYTES = 15;

	static final byte MEMORY_AND_BYTE = 16;

	static final byte CAST_BRANCH = 17;

	private static final byte[] PLAIN = plain();

	private static final byte[] STRUCTURES = structures();

	private static final byte[] BULK = bulk();

	private static final byte[] VECTORS = vectors();

	private static final byte[] ATOMICS = atomics();

	private InstructionImmediates() {
	}

	/**
	 * Return what follows an instruction.
	 * @param opcode a byte
	 */
	static byte of(int opcode) {
		return PLAIN[opcode];
	}

	/**
	 * Return what follows an instruction whose code is a number after a prefix.
	 */
	static byte of(int prefix, long opcode) {
		byte[] table = switch (prefix) {
			case 0xFB -> STRUCTURES;
			case 0xFC -> BULK;
			case 0xFD -> VECTORS;
			default -> ATOMICS;
		};
		return (opcode < table.length) ? table[(int) opcode] : UNKNOWN;
	}

	private static byte[] plain() {
		byte[] table = new byte[256];
		set(table, NOTHING, 0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, 0xD3, 0xD4);
		set(table, BLOCK, 0x02, 0x03, 0x04, 0x06);
		set(table, INDEX, 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x12, 0x14, 0x15, 0x18, 0x3F, 0x40, 0xD2, 0xD5, 0xD6);
		Arrays.fill(table, 0x20, 0x27, INDEX);
		set(table, LABELS, 0x0E);
		set(table, TWO_INDICES, 0x11, 0x13);
		set(table, TYPES, 0x1C);
		set(table, BLOCK_AND_CATCHES, 0x1F);
		Arrays.fill(table, 0x28, 0x3F, MEMORY);
		set(table, NUMBER, 0x41, 0xD0);
		set(table, LONG_NUMBER, 0x42);
		set(table, FOUR_BYTES, 0x43);
		set(table, EIGHT_BYTES, 0x44);
		Arrays.fill(table, 0x45, 0xC5, NOTHING);
		Arrays.fill(table, 0xFB, 0xFF, PREFIX);
		return table;
	}

	private static byte[] structures() {
		byte[] table = new byte[31];
		Arrays.fill(table, 0, 20, TWO_INDICES);
		set(table, INDEX, 0, 1, 6, 7, 11, 12, 13, 14, 16);
		set(table, NOTHING, 15, 26, 27, 28, 29, 30);
		set(table, NUMBER, 20, 21, 22, 23);
		set(table, CAST_BRANCH, 24, 25);
		return table;
	}

	private static byte[] bulk() {
		byte[] table = new byte[23];
		Arrays.fill(table, 0, 8, NOTHING);
		set(table, TWO_INDICES, 8, 10, 12, 14);
		set(table, INDEX, 9, 11, 13, 15, 16, 17);
		Arrays.fill(table, 19, 23, NOTHING);
		return table;
	}

	private static byte[] vectors() {
		byte[] table = new byte[0x114];
		Arrays.fill(table, NOTHING);
		Arrays.fill(table, 0, 12, MEMORY);
		Arrays.fill(table, 12, 14, SIXTEEN_BYTES);
		Arrays.fill(table, 21, 35, ONE_BYTE);
		Arrays.fill(table, 84, 92, MEMORY_AND_BYTE);
		Arrays.fill(table, 92, 94, MEMORY);
		return table;
	}

	private static byte[] atomics() {
		byte[] table = new byte[0x4F];
		Arrays.fill(table, 0, 3, MEMORY);
		table[3] = ONE_BYTE;
		Arrays.fill(table, 0x10, 0x4F, MEMORY);
		return table;
	}

	private static void set(byte[] table, byte immediate, int... opcodes) {
		for (int opcode : opcodes) {
			table[opcode] = immediate;
		}
	}

}
