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

import java.util.function.Consumer;

import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;

/**
 * The page that comes before the first one of a guest's memory, out of its reach: the
 * host writes there, and code that was added to the guest reads it. All addresses of the
 * guest are shifted by constants that its instructions have anyhow, so that it costs
 * nothing.
 */
final class ControlPage {

	/**
	 * How many bytes it has.
	 */
	static final int SIZE = 65536;

	/**
	 * Address of the byte that is not zero when the guest has to stop.
	 */
	static final int INTERRUPT = 0;

	/**
	 * Address of one more than the pages that the memory may have without asking, or of 0
	 * if it need not ask.
	 */
	static final int LIMIT = 4;

	/**
	 * Address of how many pages the guest asks for, until it is 0 again.
	 */
	static final int WANTED = 8;

	/**
	 * Address of how many pages more the memory did not get the last time, or of 0.
	 */
	static final int REFUSED = 12;

	/**
	 * Address of how many pages the memory has, with this one.
	 */
	static final int SIZE_OF_MEMORY = 16;

	/**
	 * Alignment of numbers of 32 bits.
	 */
	private static final int ALIGNED = 2;

	private static final long LARGEST = 0xFFFFFFFFL;

	private ControlPage() {
	}

	/**
	 * Write the instructions that trap when the guest has to stop. The load is atomic, so
	 * that the compiler does not use an earlier value.
	 */
	static void checkInterrupt(InstructionWriter code) {
		code.writeI32(INTERRUPT).writeAccess(Opcode.I32_ATOMIC_LOAD8_U, 0, 0);
		code.writeBlock(Opcode.IF).write(Opcode.UNREACHABLE).write(Opcode.END);
	}

	/**
	 * Write the instruction that loads a number of the page.
	 */
	static void load(InstructionWriter code, int address) {
		code.writeI32(0).writeAccess(Opcode.I32_ATOMIC_LOAD, ALIGNED, address);
	}

	/**
	 * Write the instructions that store a number of the page.
	 */
	static void store(InstructionWriter code, int address, Consumer<InstructionWriter> value) {
		code.writeI32(0);
		value.accept(code);
		code.writeAccess(Opcode.I32_ATOMIC_STORE, ALIGNED, address);
	}

	/**
	 * Return an address of the guest, or the offset of one, as it is in the memory. What
	 * is too large for that is beyond any memory that there can be.
	 * @param address the address, as an unsigned number of 32 bits
	 */
	static long shift(long address) {
		return Math.min(LARGEST, address + SIZE);
	}

	/**
	 * Return the sizes of a memory with the page.
	 */
	static SizeLimits extend(SizeLimits memory) {
		Long maximum = memory.maximum();
		return memory
			.withMaximum((maximum != null) ? Math.min(maximum, BackendMemory.MAX_PAGES) : BackendMemory.MAX_PAGES)
			.plus(1);
	}

}
