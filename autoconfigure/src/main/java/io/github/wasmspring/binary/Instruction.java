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

/**
 * An instruction with its immediates. The decoder uses a single one for all instructions
 * of a module, so whoever keeps something takes it out.
 *
 * @since 0.1.0
 */
public final class Instruction {

	private static final int[] NO_NUMBERS = {};

	int opcode;

	int offset;

	/**
	 * First index: of a local, a label, a function, a type, a memory and so on.
	 */
	int index;

	int second;

	/**
	 * A constant, its lower half if it is a vector, or the offset of an access to memory.
	 */
	long value;

	/**
	 * Upper half of a vector.
	 */
	long high;

	int alignment;

	int lane;

	int blockType;

	/**
	 * Labels, types, or catch clauses of {@link #CLAUSE} numbers each.
	 */
	int[] numbers = NO_NUMBERS;

	int size;

	int count;

	static final int CLAUSE = 3;

	/**
	 * Clauses from here on catch all exceptions and name no tag.
	 */
	static final int CATCH_ALL = 2;

	Instruction() {
	}

	/**
	 * Return an instruction that stays as it is.
	 */
	Instruction copy() {
		Instruction copy = new Instruction();
		copy.opcode = this.opcode;
		copy.offset = this.offset;
		copy.index = this.index;
		copy.second = this.second;
		copy.value = this.value;
		copy.high = this.high;
		copy.alignment = this.alignment;
		copy.lane = this.lane;
		copy.blockType = this.blockType;
		copy.numbers = (this.size == 0) ? NO_NUMBERS : Arrays.copyOf(this.numbers, this.size);
		copy.size = this.size;
		copy.count = this.count;
		return copy;
	}

	/**
	 * Return the opcode.
	 * @return one of the constants of {@link Opcode}
	 */
	public int opcode() {
		return this.opcode;
	}

	/**
	 * Return where the instruction starts.
	 * @return the place in bytes from the start of the binary that is decoded
	 */
	public int offset() {
		return this.offset;
	}

	/**
	 * Return the first index: of a local, a label, a function, a type, a table, a memory,
	 * a segment. For accesses to memory that of the memory.
	 * @return the index, 0 if there is none
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Return the second index: the table of {@code call_indirect} and {@code table.init},
	 * the memory of {@code memory.init}, the source of copies.
	 * @return the index, 0 if there is none
	 */
	public int secondIndex() {
		return this.second;
	}

	/**
	 * Return the offset of an access to memory, or a constant number as bits.
	 * @return the number, 0 if there is none
	 */
	public long value() {
		return this.value;
	}

	/**
	 * Return how many labels a {@code br_table} has, the default one included, how many
	 * types a {@code select}, or how many clauses a {@code try_table}.
	 * @return the number, 0 for all other instructions
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Return a label of a {@code br_table}.
	 * @param position the place of the label, less than {@link #count()}; the default one
	 * comes last
	 * @return the label
	 */
	public int label(int position) {
		return this.numbers[position];
	}

	/**
	 * Return whether the instruction begins a block that an {@code end} belongs to.
	 * @return whether it is a block
	 */
	public boolean isBlock() {
		return this.opcode >= Opcode.BLOCK && this.opcode <= Opcode.IF || this.opcode == Opcode.TRY
				|| this.opcode == Opcode.TRY_TABLE;
	}

	/**
	 * Return the type of a block.
	 * @return the index of the type, or a negative number if it has none
	 */
	public int blockType() {
		return this.blockType;
	}

}
