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

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Decodes expressions, instruction by instruction.
 */
final class InstructionDecoder {

	private static final int FIRST_PREFIX = 0xFB;

	private static final int LAST_PREFIX = 0xFE;

	/**
	 * Flag of an access to memory that names the memory.
	 */
	private static final int HAS_MEMORY = 0x40;

	/**
	 * Most labels of a table of branches, which is also what browsers take.
	 */
	private static final int MOST_LABELS = 65_520;

	private static final int LAST_CATCH = 3;

	private final ByteReader reader;

	private final ModuleIndex index;

	private final Instruction instruction = new Instruction();

	/**
	 * The opcodes of the blocks that the next instruction is in.
	 */
	private byte[] blocks = new byte[64];

	private int depth;

	InstructionDecoder(ByteReader reader, ModuleIndex index) {
		this.reader = reader;
		this.index = index;
	}

	/**
	 * Decode an expression with the {@code end} that belongs to it.
	 */
	void decode(ModuleVisitor visitor) {
		this.depth = 0;
		long count = 0;
		do {
			next();
			count++;
			visitor.visitInstruction(this.instruction);
		}
		while (this.depth >= 0);
		this.index.addInstructions(count);
	}

	private void next() {
		Instruction instruction = this.instruction;
		ByteReader reader = this.reader;
		instruction.offset = reader.position();
		int opcode = reader.readByte();
		if (opcode >= FIRST_PREFIX && opcode <= LAST_PREFIX) {
			opcode = readPrefixed(opcode);
		}
		byte immediates = InstructionSet.immediates(opcode);
		if (immediates == Immediates.UNKNOWN) {
			throw malformed("illegal opcode %02x".formatted(opcode));
		}
		instruction.opcode = opcode;
		instruction.count = 0;
		instruction.size = 0;
		WasmFeature feature = InstructionSet.feature(opcode);
		if (feature != null) {
			this.index.require(feature, InstructionSet.name(opcode));
		}
		switch (immediates) {
			case Immediates.NONE -> {
				if (opcode == Opcode.END || opcode == Opcode.ELSE || opcode == Opcode.CATCH_ALL) {
					leave(opcode);
				}
			}
			case Immediates.INDEX -> readIndex(opcode);
			case Immediates.MEMORY -> readMemoryArgument();
			case Immediates.I32 -> {
				instruction.value = reader.readSigned(32);
			}
			case Immediates.I64 -> {
				instruction.value = reader.readSigned(64);
			}
			case Immediates.F32 -> {
				instruction.value = reader.readLittleEndian(4);
			}
			case Immediates.F64 -> {
				instruction.value = reader.readLittleEndian(8);
			}
			case Immediates.BLOCK -> {
				instruction.blockType = reader.readBlockType();
				enter(opcode);
			}
			case Immediates.TWO_INDICES -> readTwoIndices(opcode);
			default -> readRareImmediates(immediates, opcode);
		}
	}

	private int readPrefixed(int prefix) {
		int number = this.reader.readU32();
		int first = 0x100 * (prefix - FIRST_PREFIX + 1);
		int count = 0x100;
		if (prefix == LAST_PREFIX - 1) {
			count = 0x200;
		}
		else if (prefix == LAST_PREFIX) {
			first += 0x100;
		}
		if (number < 0 || number >= count || InstructionSet.immediates(first + number) == Immediates.UNKNOWN) {
			throw malformed("illegal opcode %02x %x".formatted(prefix, number));
		}
		return first + number;
	}

	private void readRareImmediates(byte immediates, int opcode) {
		Instruction instruction = this.instruction;
		switch (immediates) {
			case Immediates.V128 -> {
				instruction.value = this.reader.readLittleEndian(8);
				instruction.high = this.reader.readLittleEndian(8);
			}
			case Immediates.MEMORY_LANE -> {
				readMemoryArgument();
				instruction.lane = this.reader.readByte();
			}
			case Immediates.LANE -> {
				instruction.lane = this.reader.readByte();
			}
			case Immediates.ZERO -> {
				if (this.reader.readByte() != 0) {
					throw malformed("zero byte expected");
				}
			}
			case Immediates.TRY_TABLE -> {
				instruction.blockType = this.reader.readBlockType();
				readClauses();
				enter(opcode);
			}
			case Immediates.LABELS -> {
				int labels = this.reader.readCount("labels") + 1;
				if (labels > MOST_LABELS) {
					throw this.reader.problems()
						.failure(Reason.LIMIT_EXCEEDED, "a br_table has %d labels, but no more than %d are possible"
							.formatted(labels, MOST_LABELS), "Divide the table.", this.instruction.offset);
				}
				for (int i = 0; i < labels; i++) {
					add(this.reader.readU32());
				}
				instruction.count = labels;
			}
			case Immediates.TYPES -> {
				int types = this.reader.readCount("types");
				for (int i = 0; i < types; i++) {
					add(require(this.reader.readValueType()));
				}
				instruction.count = types;
			}
			case Immediates.HEAP_TYPE -> {
				instruction.index = require(this.reader.readHeapType());
			}
			case Immediates.CAST_BRANCH -> {
				instruction.second = this.reader.readByte();
				instruction.index = this.reader.readU32();
				this.reader.readHeapType();
				this.reader.readHeapType();
			}
			default -> throw new IllegalStateException("Unexpected immediates " + immediates);
		}
	}

	private void readIndex(int opcode) {
		this.instruction.index = this.reader.readU32();
		switch (opcode) {
			case Opcode.CATCH, Opcode.DELEGATE -> leave(opcode);
			case Opcode.DATA_DROP -> requireDataCount();
			case Opcode.MEMORY_GROW -> {
				this.index.setGrowsMemory();
				requireMemory(this.instruction.index);
			}
			case Opcode.MEMORY_SIZE, Opcode.MEMORY_FILL -> requireMemory(this.instruction.index);
			default -> {
			}
		}
	}

	private void readTwoIndices(int opcode) {
		this.instruction.index = this.reader.readU32();
		this.instruction.second = this.reader.readU32();
		switch (opcode) {
			case Opcode.MEMORY_INIT -> {
				requireDataCount();
				requireMemory(this.instruction.second);
			}
			case Opcode.MEMORY_COPY -> {
				requireMemory(this.instruction.index);
				requireMemory(this.instruction.second);
			}
			default -> {
			}
		}
	}

	private void readMemoryArgument() {
		int flags = this.reader.readU32();
		if ((flags & ~(2 * HAS_MEMORY - 1)) != 0) {
			throw malformed("malformed memop flags");
		}
		this.instruction.alignment = flags & (HAS_MEMORY - 1);
		this.instruction.index = ((flags & HAS_MEMORY) != 0) ? this.reader.readU32() : 0;
		this.instruction.value = this.reader.readU64();
		requireMemory(this.instruction.index);
	}

	private void requireMemory(int memory) {
		if (memory != 0) {
			this.index.require(WasmFeature.MULTIPLE_MEMORIES, "memory " + Integer.toUnsignedString(memory));
		}
	}

	private void requireDataCount() {
		if (this.index.countDataSegments() < 0) {
			throw malformed(
					"data count section required by %s".formatted(InstructionSet.name(this.instruction.opcode)));
		}
		this.index.useDataCount();
	}

	/**
	 * Note the feature that a type of values belongs to.
	 * @return the type
	 */
	private int require(int type) {
		this.index.requireType(type);
		return type;
	}

	private void readClauses() {
		int clauses = this.reader.readCount("catch clauses");
		for (int i = 0; i < clauses; i++) {
			int kind = this.reader.readByte();
			if (kind > LAST_CATCH) {
				throw malformed("there is no kind %d of catch clauses".formatted(kind));
			}
			add(kind);
			add((kind < Instruction.CATCH_ALL) ? this.reader.readU32() : 0);
			add(this.reader.readU32());
		}
		this.instruction.count = clauses;
	}

	private void add(int number) {
		Instruction instruction = this.instruction;
		if (instruction.size == instruction.numbers.length) {
			instruction.numbers = Arrays.copyOf(instruction.numbers, 16 + 2 * instruction.size);
		}
		instruction.numbers[instruction.size++] = number;
	}

	private void enter(int opcode) {
		int blockType = this.instruction.blockType;
		if (!BlockType.isIndex(blockType) && blockType != BlockType.EMPTY) {
			require(BlockType.valueType(blockType));
		}
		if (this.depth == this.blocks.length) {
			this.blocks = Arrays.copyOf(this.blocks, 2 * this.depth);
		}
		this.blocks[this.depth++] = (byte) opcode;
	}

	/**
	 * End a block, or one half of it.
	 */
	private void leave(int opcode) {
		int block = (this.depth > 0) ? this.blocks[this.depth - 1] : -1;
		boolean legacy = block == Opcode.TRY || block == Opcode.CATCH;
		boolean fits = switch (opcode) {
			case Opcode.ELSE -> block == Opcode.IF;
			case Opcode.CATCH, Opcode.CATCH_ALL -> legacy;
			case Opcode.DELEGATE -> block == Opcode.TRY;
			default -> true;
		};
		if (!fits) {
			throw malformed("%s has no block that it belongs to".formatted(InstructionSet.name(opcode)));
		}
		if (opcode == Opcode.END || opcode == Opcode.DELEGATE) {
			this.depth--;
		}
		else {
			this.blocks[this.depth - 1] = (byte) opcode;
		}
	}

	private RuntimeException malformed(String fact) {
		return this.reader.problems().malformed(fact, this.instruction.offset);
	}

}
