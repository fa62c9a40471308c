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

import java.util.List;

/**
 * What follows the opcode of an instruction, as numbers.
 */
final class Immediates {

	/**
	 * The opcode is not known, and neither is what follows.
	 */
	static final byte UNKNOWN = 0;

	/**
	 * Nothing.
	 */
	static final byte NONE = 1;

	/**
	 * An index.
	 */
	static final byte INDEX = 2;

	/**
	 * Two indices.
	 */
	static final byte TWO_INDICES = 3;

	/**
	 * A signed number of 32 bits.
	 */
	static final byte I32 = 4;

	/**
	 * A signed number of 64 bits.
	 */
	static final byte I64 = 5;

	/**
	 * Four bytes.
	 */
	static final byte F32 = 6;

	/**
	 * Eight bytes.
	 */
	static final byte F64 = 7;

	/**
	 * Sixteen bytes: a vector, or the lanes that a shuffle takes.
	 */
	static final byte V128 = 8;

	/**
	 * Alignment, memory and offset.
	 */
	static final byte MEMORY = 9;

	/**
	 * Alignment, memory and offset, and a lane.
	 */
	static final byte MEMORY_LANE = 10;

	/**
	 * A lane.
	 */
	static final byte LANE = 11;

	/**
	 * A byte that is zero.
	 */
	static final byte ZERO = 12;

	/**
	 * What a block takes and leaves.
	 */
	static final byte BLOCK = 13;

	/**
	 * What a block takes and leaves, and what it catches.
	 */
	static final byte TRY_TABLE = 14;

	/**
	 * Labels, and the default one.
	 */
	static final byte LABELS = 15;

	/**
	 * Types of values.
	 */
	static final byte TYPES = 16;

	/**
	 * Type on the heap.
	 */
	static final byte HEAP_TYPE = 17;

	/**
	 * Flags, a label and two types on the heap.
	 */
	static final byte CAST_BRANCH = 18;

	private static final List<String> NAMES = List.of("UNKNOWN", "NONE", "INDEX", "TWO_INDICES", "I32", "I64", "F32",
			"F64", "V128", "MEMORY", "MEMORY_LANE", "LANE", "ZERO", "BLOCK", "TRY_TABLE", "LABELS", "TYPES",
			"HEAP_TYPE", "CAST_BRANCH");

	private Immediates() {
	}

	/**
	 * Return the number of a name.
	 */
	static byte of(String name) {
		return (byte) NAMES.indexOf(name);
	}

}
