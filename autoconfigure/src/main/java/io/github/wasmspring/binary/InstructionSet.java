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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFeature;

/**
 * What is known of each instruction, by its opcode.
 */
final class InstructionSet {

	private static final Immediates[] ALL_IMMEDIATES = Immediates.values();

	private static final byte UNKNOWN = -1;

	private static final byte[] IMMEDIATES = new byte[Opcode.END_OF_TABLE];

	private static final byte[] DETAILS = new byte[Opcode.END_OF_TABLE];

	private static final String[] NAMES = new String[Opcode.END_OF_TABLE];

	private static final WasmFeature[] FEATURES = new WasmFeature[Opcode.END_OF_TABLE];

	private static final Signature[] SIGNATURES = new Signature[Opcode.END_OF_TABLE];

	static {
		Arrays.fill(IMMEDIATES, UNKNOWN);
		InstructionTable.lines().forEach(InstructionSet::read);
	}

	private InstructionSet() {
	}

	private static void read(String line) {
		String[] words = line.split(" ");
		int opcode = Integer.parseInt(words[0], 16);
		Immediates immediates = Immediates.valueOf(words[1]);
		Signature signature = Signature.of(words[2]);
		for (int i = 4; i < words.length; i++, opcode++) {
			if (words[i].endsWith("_") && (words[i].length() == 1 || words[i].endsWith("._"))) {
				continue;
			}
			int slash = words[i].indexOf('/');
			IMMEDIATES[opcode] = (byte) immediates.ordinal();
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
	 * Return what follows an opcode, or {@code null} if it is not known.
	 */
	static @Nullable Immediates immediates(int opcode) {
		byte immediates = IMMEDIATES[opcode];
		return (immediates == UNKNOWN) ? null : ALL_IMMEDIATES[immediates];
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
	 * Return the operands and results of an instruction, or {@code null} if it has rules
	 * of its own.
	 */
	static @Nullable Signature signature(int opcode) {
		return SIGNATURES[opcode];
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
		return immediates == Immediates.MEMORY.ordinal() || immediates == Immediates.MEMORY_LANE.ordinal();
	}

	/**
	 * Operands and results of an instruction.
	 *
	 * @param operands the types of the operands, the last one on top of the stack
	 * @param results the types of the results
	 */
	record Signature(int[] operands, int[] results) {

		/**
		 * Stands for the type of addresses.
		 */
		static final int ADDRESS = -1;

		static @Nullable Signature of(String word) {
			if (word.equals("*")) {
				return null;
			}
			int colon = word.indexOf(':');
			return new Signature(types(word.substring(0, colon)), types(word.substring(colon + 1)));
		}

		private static int[] types(String letters) {
			return letters.chars().map((letter) -> switch (letter) {
				case 'i' -> ValueTypes.I32;
				case 'l' -> ValueTypes.I64;
				case 'f' -> ValueTypes.F32;
				case 'd' -> ValueTypes.F64;
				case 'v' -> ValueTypes.V128;
				default -> ADDRESS;
			}).toArray();
		}

	}

}
