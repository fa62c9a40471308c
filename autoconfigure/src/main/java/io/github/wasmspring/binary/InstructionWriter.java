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

/**
 * Writes instructions, each in the only form that the encoder knows.
 *
 * @since 0.1.0
 */
public final class InstructionWriter {

	private static final int FIRST_PREFIX = 0xFB;

	private static final int HAS_MEMORY = 0x40;

	private final ByteWriter bytes;

	private final BlockTypes blockTypes;

	InstructionWriter(ByteWriter bytes, BlockTypes blockTypes) {
		this.bytes = bytes;
		this.blockTypes = blockTypes;
	}

	ByteWriter bytes() {
		return this.bytes;
	}

	/**
	 * Write an instruction without immediates.
	 * @param opcode its opcode
	 * @return this writer
	 */
	public InstructionWriter write(int opcode) {
		if (opcode < 0x100) {
			this.bytes.writeByte(opcode);
		}
		else {
			writePrefixed(opcode);
		}
		return this;
	}

	private void writePrefixed(int opcode) {
		int number = opcode & 0xFF;
		int prefix = switch (opcode >>> 8) {
			case 1 -> FIRST_PREFIX;
			case 2 -> FIRST_PREFIX + 1;
			case 3, 4 -> FIRST_PREFIX + 2;
			default -> FIRST_PREFIX + 3;
		};
		if (opcode >>> 8 == 4) {
			number |= 0x100;
		}
		this.bytes.writeByte(prefix);
		this.bytes.writeU32(number);
	}

	/**
	 * Write an instruction with an index.
	 * @param opcode its opcode
	 * @param index the index
	 * @return this writer
	 */
	public InstructionWriter write(int opcode, int index) {
		write(opcode);
		this.bytes.writeU32(index);
		return this;
	}

	/**
	 * Write an instruction with two indices.
	 * @param opcode its opcode
	 * @param index the first index
	 * @param second the second index
	 * @return this writer
	 */
	public InstructionWriter write(int opcode, int index, int second) {
		write(opcode, index);
		this.bytes.writeU32(second);
		return this;
	}

	/**
	 * Write a constant of type i32.
	 * @param value the constant
	 * @return this writer
	 */
	public InstructionWriter writeI32(int value) {
		write(Opcode.I32_CONST);
		this.bytes.writeSigned(value);
		return this;
	}

	/**
	 * Write a constant of type i64.
	 * @param value the constant
	 * @return this writer
	 */
	public InstructionWriter writeI64(long value) {
		write(Opcode.I64_CONST);
		this.bytes.writeSigned(value);
		return this;
	}

	/**
	 * Write the start of a block that takes and leaves nothing.
	 * @param opcode {@link Opcode#BLOCK}, {@link Opcode#LOOP} or {@link Opcode#IF}
	 * @return this writer
	 */
	public InstructionWriter writeBlock(int opcode) {
		write(opcode);
		this.bytes.writeByte(BlockType.EMPTY_CODE);
		return this;
	}

	/**
	 * Write the start of a block.
	 * @param opcode its opcode
	 * @param blockType what it takes and leaves
	 * @return this writer
	 */
	InstructionWriter writeBlock(int opcode, int blockType) {
		write(opcode);
		writeBlockType(blockType);
		return this;
	}

	/**
	 * Write an access to the first memory.
	 * @param opcode its opcode
	 * @param alignment the alignment, as a power of two
	 * @param offset the offset
	 * @return this writer
	 */
	public InstructionWriter writeAccess(int opcode, int alignment, long offset) {
		return writeAccess(opcode, alignment, 0, offset);
	}

	private InstructionWriter writeAccess(int opcode, int alignment, int memory, long offset) {
		write(opcode);
		this.bytes.writeByte((memory == 0) ? alignment : alignment | HAS_MEMORY);
		if (memory != 0) {
			this.bytes.writeU32(memory);
		}
		this.bytes.writeU64(offset);
		return this;
	}

	/**
	 * Write an instruction as it was decoded.
	 * @param instruction the instruction
	 * @return this writer
	 */
	public InstructionWriter write(Instruction instruction) {
		return write(instruction, instruction.value);
	}

	/**
	 * Write an access to memory as it was decoded, with another offset.
	 * @param instruction the instruction
	 * @param offset the other offset
	 * @return this writer
	 */
	public InstructionWriter writeAccess(Instruction instruction, long offset) {
		return write(instruction, offset);
	}

	private InstructionWriter write(Instruction instruction, long value) {
		int opcode = instruction.opcode;
		byte immediates = InstructionSet.immediates(opcode);
		switch (immediates) {
			case Immediates.NONE -> write(opcode);
			case Immediates.INDEX -> write(opcode, instruction.index);
			case Immediates.MEMORY -> writeAccess(opcode, instruction.alignment, instruction.index, value);
			case Immediates.I32, Immediates.I64 -> {
				write(opcode);
				this.bytes.writeSigned(value);
			}
			case Immediates.BLOCK -> {
				write(opcode);
				writeBlockType(instruction.blockType);
			}
			case Immediates.TWO_INDICES -> write(opcode, instruction.index, instruction.second);
			case Immediates.F32 -> {
				write(opcode);
				this.bytes.writeLittleEndian(value, 4);
			}
			case Immediates.F64 -> {
				write(opcode);
				this.bytes.writeLittleEndian(value, 8);
			}
			default -> writeRare(instruction, immediates, value);
		}
		return this;
	}

	private void writeRare(Instruction instruction, byte immediates, long value) {
		int opcode = instruction.opcode;
		switch (immediates) {
			case Immediates.V128 -> {
				write(opcode);
				this.bytes.writeLittleEndian(value, 8);
				this.bytes.writeLittleEndian(instruction.high, 8);
			}
			case Immediates.MEMORY_LANE -> {
				writeAccess(opcode, instruction.alignment, instruction.index, value);
				this.bytes.writeByte(instruction.lane);
			}
			case Immediates.LANE -> {
				write(opcode);
				this.bytes.writeByte(instruction.lane);
			}
			case Immediates.ZERO -> {
				write(opcode);
				this.bytes.writeByte(0);
			}
			case Immediates.TRY_TABLE -> {
				write(opcode);
				writeBlockType(instruction.blockType);
				writeClauses(instruction);
			}
			case Immediates.LABELS -> {
				write(opcode, instruction.count - 1);
				for (int i = 0; i < instruction.count; i++) {
					this.bytes.writeU32(instruction.numbers[i]);
				}
			}
			case Immediates.TYPES -> {
				write(opcode, instruction.count);
				for (int i = 0; i < instruction.count; i++) {
					this.bytes.writeValueType(instruction.numbers[i]);
				}
			}
			case Immediates.HEAP_TYPE -> {
				write(opcode);
				this.bytes.writeHeapType(instruction.index);
			}
			default -> throw new IllegalArgumentException(
					"No backend runs %s, so it has no form".formatted(InstructionSet.name(opcode)));
		}
	}

	private void writeBlockType(int blockType) {
		int simplest = this.blockTypes.simplify(blockType);
		if (simplest == BlockType.EMPTY) {
			this.bytes.writeByte(BlockType.EMPTY_CODE);
		}
		else if (BlockType.isIndex(simplest)) {
			this.bytes.writeSigned(simplest);
		}
		else {
			this.bytes.writeValueType(BlockType.valueType(simplest));
		}
	}

	private void writeClauses(Instruction instruction) {
		this.bytes.writeU32(instruction.count);
		for (int i = 0; i < instruction.count * Instruction.CLAUSE; i += Instruction.CLAUSE) {
			int kind = instruction.numbers[i];
			this.bytes.writeByte(kind);
			if (kind < Instruction.CATCH_ALL) {
				this.bytes.writeU32(instruction.numbers[i + 1]);
			}
			this.bytes.writeU32(instruction.numbers[i + 2]);
		}
	}

}
