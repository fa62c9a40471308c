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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.Opcode;

/**
 * Function of a guest that grows its memory, leaves out the {@link ControlPage}, and asks
 * there before it takes more than it may. It takes how many pages to add, and returns the
 * size before, or -1. Pages are made when they are used.
 *
 * @param instruction the instruction in whose place it is called
 */
record GrowthFunction(BulkInstruction instruction) {

	private static final int MORE = 0;

	private static final int SIZE = 1;

	/**
	 * Write the function.
	 * @param maximum the most pages of the memory, with the control page
	 */
	void write(InstructionWriter code, @Nullable Long maximum) {
		code.write(Opcode.LOCAL_GET, MORE).write(Opcode.I32_EQZ).writeBlock(Opcode.IF);
		writeSizeWithoutPage(code.write(Opcode.MEMORY_SIZE, this.instruction.index()));
		code.write(Opcode.RETURN).write(Opcode.END);
		code.write(Opcode.LOCAL_GET, MORE).write(Opcode.I64_EXTEND_I32_U);
		code.write(Opcode.MEMORY_SIZE, this.instruction.index()).write(Opcode.I64_EXTEND_I32_U);
		code.write(Opcode.I64_ADD).writeI64((maximum != null) ? maximum : Integer.MAX_VALUE);
		code.write(Opcode.I64_GT_U).writeBlock(Opcode.IF);
		writeRefusal(code);
		code.write(Opcode.END);
		code.write(Opcode.MEMORY_SIZE, this.instruction.index()).write(Opcode.LOCAL_GET, MORE).write(Opcode.I32_ADD);
		code.write(Opcode.LOCAL_SET, SIZE);
		writeQuestion(code);
		code.write(Opcode.LOCAL_GET, MORE);
		this.instruction.write(code);
		code.write(Opcode.LOCAL_TEE, SIZE).writeI32(-1).write(Opcode.I32_EQ).writeBlock(Opcode.IF);
		writeRefusal(code);
		code.write(Opcode.END);
		ControlPage.store(code, ControlPage.REFUSED, (value) -> value.writeI32(0));
		ControlPage.store(code, ControlPage.SIZE_OF_MEMORY,
				(value) -> value.write(Opcode.MEMORY_SIZE, this.instruction.index()));
		writeSizeWithoutPage(code.write(Opcode.LOCAL_GET, SIZE));
	}

	private static void writeSizeWithoutPage(InstructionWriter code) {
		code.writeI32(1).write(Opcode.I32_SUB);
	}

	/**
	 * Ask for more than the memory may have, wait for the answer, and return -1 if that
	 * is no.
	 */
	private static void writeQuestion(InstructionWriter code) {
		writeIsBeyondLimit(code);
		code.writeBlock(Opcode.IF);
		ControlPage.store(code, ControlPage.WANTED, (value) -> value.write(Opcode.LOCAL_GET, SIZE));
		code.writeBlock(Opcode.LOOP);
		ControlPage.checkInterrupt(code);
		ControlPage.load(code, ControlPage.WANTED);
		code.write(Opcode.BR_IF, 0).write(Opcode.END);
		writeIsBeyondLimit(code);
		code.writeBlock(Opcode.IF);
		writeRefusal(code);
		code.write(Opcode.END).write(Opcode.END);
	}

	/**
	 * Compare with one less than what is on the page, so that 0 is no limit.
	 */
	private static void writeIsBeyondLimit(InstructionWriter code) {
		code.write(Opcode.LOCAL_GET, SIZE);
		ControlPage.load(code, ControlPage.LIMIT);
		writeSizeWithoutPage(code);
		code.write(Opcode.I32_GT_U);
	}

	private static void writeRefusal(InstructionWriter code) {
		ControlPage.store(code, ControlPage.REFUSED, (value) -> value.write(Opcode.LOCAL_GET, MORE));
		code.writeI32(-1).write(Opcode.RETURN);
	}

}
