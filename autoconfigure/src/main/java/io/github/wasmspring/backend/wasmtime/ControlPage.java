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
