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

/**
 * Reads instructions one after the other.
 */
final class InstructionReader {

	static final int END = 0x0B;

	private static final int DELEGATE = 0x18;

	private static final int HAS_MEMORY_INDEX = 0x40;

	private final BinaryCursor cursor;

	private int opcode;

	private byte immediate;

	private long operand;

	private long second;

	InstructionReader(BinaryCursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Read an instruction.
	 * @return whether it is known; if not, where it ends is not known either
	 */
	boolean next() {
		this.opcode = this.cursor.readByte();
		this.immediate = InstructionImmediates.of(this.opcode);
		this.operand = 0;
		this.second = 0;
		switch (this.immediate) {
			case InstructionImmediates.NOTHING -> {
			}
			case InstructionImmediates.INDEX -> readIndex();
			case InstructionImmediates.NUMBER -> this.cursor.skipNumber(5);
			case InstructionImmediates.MEMORY -> skipMemoryArgument();
			case InstructionImmediates.PREFIX -> {
				long number = this.cursor.readSize();
				this.immediate = InstructionImmediates.of(this.opcode, number);
				this.opcode = this.opcode << Short.SIZE | (int) (number & 0xFFFF);
				skipImmediate();
			}
			default -> skipImmediate();
		}
		return this.immediate != InstructionImmediates.UNKNOWN;
	}

	private void skipImmediate() {
		switch (this.immediate) {
			case InstructionImmediates.INDEX -> readIndex();
			case InstructionImmediates.TWO_INDICES -> {
				this.operand = this.cursor.readSize();
				this.second = this.cursor.readSize();
			}
			case InstructionImmediates.NUMBER -> this.cursor.skipNumber(5);
			case InstructionImmediates.BLOCK -> readBlockType();
			case InstructionImmediates.LONG_NUMBER -> this.cursor.skipNumber(10);
			case InstructionImmediates.ONE_BYTE -> this.cursor.skip(1);
			case InstructionImmediates.FOUR_BYTES -> this.cursor.skip(4);
			case InstructionImmediates.EIGHT_BYTES -> this.cursor.skip(8);
			case InstructionImmediates.SIXTEEN_BYTES -> this.cursor.skip(16);
			case InstructionImmediates.MEMORY -> skipMemoryArgument();
			case InstructionImmediates.MEMORY_AND_BYTE -> {
				skipMemoryArgument();
				this.cursor.skip(1);
			}
			case InstructionImmediates.TYPES -> skipTypes();
			case InstructionImmediates.LABELS -> skipLabels();
			case InstructionImmediates.BLOCK_AND_CATCHES -> skipCatches();
			case InstructionImmediates.CAST_BRANCH -> skipCastBranch();
			default -> {
			}
		}
	}

	private void readIndex() {
		this.operand = this.cursor.readSize();
	}

	private void skipMemoryArgument() {
		if ((this.cursor.readSize() & HAS_MEMORY_INDEX) != 0) {
			this.cursor.readSize();
		}
		this.cursor.skipNumber(10);
	}

	private void skipTypes() {
		for (long left = this.cursor.readSize(); left > 0; left--) {
			this.cursor.skipValueType();
		}
	}

	private void skipLabels() {
		this.operand = this.cursor.readSize() + 1;
		for (long left = this.operand; left > 0; left--) {
			this.cursor.skipNumber(5);
		}
	}

	/**
	 * Read what a block takes and leaves: nothing, a single value or a type.
	 */
	private void readBlockType() {
		int first = this.cursor.peekByte();
		if (first == 0x63 || first == 0x64) {
			this.cursor.skipValueType();
			this.operand = -1;
		}
		else {
			this.operand = this.cursor.readSigned33();
		}
	}

	private void skipCatches() {
		readBlockType();
		this.second = this.cursor.readSize();
		for (long left = this.second; left > 0; left--) {
			int kind = this.cursor.readByte();
			if (kind < 2) {
				this.cursor.readSize();
			}
			this.cursor.readSize();
		}
	}

	private void skipCastBranch() {
		this.cursor.skip(1);
		this.cursor.readSize();
		this.cursor.skipNumber(5);
		this.cursor.skipNumber(5);
	}

	/**
	 * Skip an expression with the {@code end} that belongs to it.
	 */
	void skipExpression() {
		int depth = 1;
		while (depth > 0) {
			if (!next()) {
				throw this.cursor.malformed("unknown instruction in an expression");
			}
			if (isBlock()) {
				depth++;
			}
			else if (this.opcode == END || this.opcode == DELEGATE) {
				depth--;
			}
		}
	}

	boolean isBlock() {
		return this.immediate == InstructionImmediates.BLOCK
				|| this.immediate == InstructionImmediates.BLOCK_AND_CATCHES;
	}

	/**
	 * Return the code of the instruction, in the lower 16 bits if it has a prefix.
	 */
	int opcode() {
		return this.opcode;
	}

	byte immediate() {
		return this.immediate;
	}

	/**
	 * Return the first index, how many labels the instruction has, or the type of a
	 * block, which is negative unless it is an index.
	 */
	long operand() {
		return this.operand;
	}

	/**
	 * Return the second index, or how many clauses the instruction has.
	 */
	long second() {
		return this.second;
	}

}
