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

import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.Opcode;

/**
 * Writes the code that does what an instruction does to a range of a memory or a table:
 * it checks all bounds before it writes anything, and then goes on slice by slice.
 *
 * @param instruction an instruction that fills, copies or initializes
 */
record RangeFunction(BulkInstruction instruction) {

	/**
	 * Most bytes that are written without a look.
	 */
	static final int BYTES = 1 << 20;

	/**
	 * Most elements of tables that are written without a look.
	 */
	static final int ELEMENTS = 1 << 13;

	private static final int TO = 0;

	private static final int FROM = 1;

	private static final int SIZE = 2;

	private static final int PAGE_BITS = 16;

	void write(InstructionWriter code) {
		if (!this.instruction.isOnTable()) {
			leaveOutControlPage(code);
		}
		Slices slices = new Slices(code, SIZE, (this.instruction.isOnTable()) ? ELEMENTS : BYTES);
		slices.begin();
		checkBounds(code);
		if (this.instruction.mayOverlap()) {
			code.write(Opcode.LOCAL_GET, TO).write(Opcode.LOCAL_GET, FROM).write(Opcode.I32_LE_U);
			code.writeBlock(Opcode.IF);
			forward(slices);
			code.write(Opcode.ELSE);
			backward(slices);
			code.write(Opcode.END);
		}
		else {
			forward(slices);
		}
		slices.end();
		code.write(Opcode.LOCAL_GET, TO).write(Opcode.LOCAL_GET, FROM).write(Opcode.LOCAL_GET, SIZE);
		this.instruction.write(code);
	}

	/**
	 * Shift the addresses in memory. They must not begin again at zero, so ranges are
	 * checked before.
	 */
	private void leaveOutControlPage(InstructionWriter code) {
		trapBeyondMemory(code, TO);
		if (this.instruction.copies()) {
			trapBeyondMemory(code, FROM);
			skipControlPage(code, FROM);
		}
		skipControlPage(code, TO);
	}

	/**
	 * Trap by an instruction that is out of bounds for sure.
	 */
	private static void trapBeyondMemory(InstructionWriter code, int address) {
		end(code, address);
		code.writeI64(ControlPage.SIZE).write(Opcode.I64_ADD);
		code.write(Opcode.MEMORY_SIZE, 0).write(Opcode.I64_EXTEND_I32_U).writeI64(PAGE_BITS).write(Opcode.I64_SHL);
		code.write(Opcode.I64_GT_U).writeBlock(Opcode.IF);
		code.writeI32(-1).writeI32(0).writeI32(-1).write(Opcode.MEMORY_FILL, 0);
		code.write(Opcode.END);
	}

	/**
	 * Write the address behind a range.
	 */
	private static void end(InstructionWriter code, int address) {
		code.write(Opcode.LOCAL_GET, address).write(Opcode.I64_EXTEND_I32_U);
		code.write(Opcode.LOCAL_GET, SIZE).write(Opcode.I64_EXTEND_I32_U).write(Opcode.I64_ADD);
	}

	private static void skipControlPage(InstructionWriter code, int address) {
		code.write(Opcode.LOCAL_GET, address).writeI32(ControlPage.SIZE);
		code.write(Opcode.I32_ADD).write(Opcode.LOCAL_SET, address);
	}

	/**
	 * Check what the instruction itself would check only slice by slice.
	 */
	private void checkBounds(InstructionWriter code) {
		if (this.instruction.isOnTable()) {
			trapBeyondTable(code, TO, this.instruction.target());
			if (this.instruction.copies()) {
				trapBeyondTable(code, FROM, this.instruction.second());
			}
		}
		if (this.instruction.initializes()) {
			trapBeyondSegment(code);
		}
	}

	private static void trapBeyondTable(InstructionWriter code, int address, int table) {
		end(code, address);
		code.write(Opcode.TABLE_SIZE, table).write(Opcode.I64_EXTEND_I32_U);
		code.write(Opcode.I64_GT_U).writeBlock(Opcode.IF);
		code.writeI32(-1).write(Opcode.TABLE_GET, table).write(Opcode.DROP);
		code.write(Opcode.END);
	}

	/**
	 * Read nothing behind the range, which traps unless that is in the segment or at its
	 * end. No segment is so large that an address could begin again at zero.
	 */
	private void trapBeyondSegment(InstructionWriter code) {
		code.writeI32(0);
		code.writeI32(-1);
		code.write(Opcode.LOCAL_GET, FROM).write(Opcode.LOCAL_GET, SIZE).write(Opcode.I32_ADD);
		code.write(Opcode.LOCAL_GET, FROM).write(Opcode.LOCAL_GET, SIZE).write(Opcode.I32_ADD);
		code.write(Opcode.LOCAL_GET, FROM).write(Opcode.I32_LT_U).write(Opcode.SELECT);
		code.writeI32(0);
		this.instruction.write(code);
	}

	private void forward(Slices slices) {
		slices.loop();
		slices.code().write(Opcode.LOCAL_GET, TO).write(Opcode.LOCAL_GET, FROM);
		slices.size();
		this.instruction.write(slices.code());
		slices.increase(TO);
		if (!this.instruction.fills()) {
			slices.increase(FROM);
		}
		slices.decrease();
		slices.repeat();
	}

	/**
	 * Go on from the end, so that nothing is overwritten that is still to be copied.
	 */
	private void backward(Slices slices) {
		InstructionWriter code = slices.code();
		slices.loop();
		slices.decrease();
		code.write(Opcode.LOCAL_GET, TO).write(Opcode.LOCAL_GET, SIZE).write(Opcode.I32_ADD);
		code.write(Opcode.LOCAL_GET, FROM).write(Opcode.LOCAL_GET, SIZE).write(Opcode.I32_ADD);
		slices.size();
		this.instruction.write(code);
		slices.repeat();
	}

}
