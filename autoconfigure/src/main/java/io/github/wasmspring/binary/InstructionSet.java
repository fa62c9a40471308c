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

package io.github.wasmspring.binary;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFeature;

/**
 * What is known of each instruction, by its opcode.
 */
final class InstructionSet {

	/**
	 * Signature of an instruction that has rules of its own.
	 */
	static final int SPECIAL = -1;

	/**
	 * Stands for the type of addresses in signatures.
	 */
	static final int ADDRESS = 1;

	private static final int RESULT = 0xFF;

	private static final byte[] IMMEDIATES = new byte[Opcode.END_OF_TABLE];

	private static final byte[] DETAILS = new byte[Opcode.END_OF_TABLE];

	private static final String[] NAMES = new String[Opcode.END_OF_TABLE];

	private static final @Nullable WasmFeature[] FEATURES = new WasmFeature[Opcode.END_OF_TABLE];

	private static final int[] SIGNATURES = new int[Opcode.END_OF_TABLE];

	static {
		InstructionTable.lines().forEach(InstructionSet::read);
	}

	private InstructionSet() {
	}

	private static void read(String line) {
		String[] words = line.split(" ");
		int opcode = Integer.parseInt(words[0], 16);
		byte immediates = Immediates.of(words[1]);
		int signature = signature(words[2]);
		for (int i = 4; i < words.length; i++, opcode++) {
			if (words[i].endsWith("_") && (words[i].length() == 1 || words[i].endsWith("._"))) {
				continue;
			}
			int slash = words[i].indexOf('/');
			IMMEDIATES[opcode] = immediates;
			NAMES[opcode] = (slash < 0) ? words[i] : words[i].substring(0, slash);
			DETAILS[opcode] = (byte) ((slash < 0) ? 0 : Integer.parseInt(words[i].substring(slash + 1)));
			SIGNATURES[opcode] = signature;
			FEATURES[opcode] = feature(words[3]);
		}
	}

	private static @Nullable WasmFeature feature(String word) {
		return switch (word) {
			case "legacy" -> WasmFeature.LEGACY_EXCEPTIONS;
			case "exceptions" -> WasmFeature.EXCEPTIONS;
			case "tail" -> WasmFeature.TAIL_CALLS;
			case "functions" -> WasmFeature.FUNCTION_REFERENCES;
			case "gc" -> WasmFeature.GARBAGE_COLLECTION;
			case "vectors" -> WasmFeature.VECTORS;
			case "relaxed" -> WasmFeature.RELAXED_VECTORS;
			case "threads" -> WasmFeature.THREADS;
			default -> null;
		};
	}

	/**
	 * Return what follows an opcode: one of the constants of {@link Immediates}.
	 */
	static byte immediates(int opcode) {
		return IMMEDIATES[opcode];
	}

	static String name(int opcode) {
		String name = (opcode >= 0 && opcode < NAMES.length) ? NAMES[opcode] : null;
		return (name != null) ? name : Integer.toHexString(opcode);
	}

	/**
	 * Return the feature that an instruction belongs to, or {@code null} if every backend
	 * runs it.
	 */
	static @Nullable WasmFeature feature(int opcode) {
		return FEATURES[opcode];
	}

	/**
	 * Return the natural alignment of an access to memory, as a power of two, or how many
	 * lanes there are.
	 */
	static int detail(int opcode) {
		return DETAILS[opcode];
	}

	static boolean isMemoryAccess(int opcode) {
		byte immediates = IMMEDIATES[opcode];
		return immediates == Immediates.MEMORY || immediates == Immediates.MEMORY_LANE;
	}

	/**
	 * Return the operands and results of an instruction, a byte for each type: its result
	 * in the lowest one, above it its operands, the last one first. Types are as
	 * {@link ValueTypes} numbers them, {@link #ADDRESS} stands for that of addresses.
	 * @return the types, or {@link #SPECIAL} if the instruction has rules of its own
	 */
	static int signature(int opcode) {
		return SIGNATURES[opcode];
	}

	private static int signature(String word) {
		if (word.equals("*")) {
			return SPECIAL;
		}
		int colon = word.indexOf(':');
		int signature = (colon + 1 < word.length()) ? type(word.charAt(colon + 1)) : 0;
		for (int i = 0; i < colon; i++) {
			signature = (signature & ~RESULT) << Byte.SIZE | type(word.charAt(i)) << Byte.SIZE | signature & RESULT;
		}
		return signature;
	}

	private static int type(char letter) {
		return switch (letter) {
			case 'i' -> ValueTypes.I32;
			case 'l' -> ValueTypes.I64;
			case 'f' -> ValueTypes.F32;
			case 'd' -> ValueTypes.F64;
			case 'v' -> ValueTypes.V128;
			default -> ADDRESS;
		};
	}

}
