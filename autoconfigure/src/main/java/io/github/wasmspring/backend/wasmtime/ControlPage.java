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

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.MemoryLimits;

import io.github.wasmspring.backend.BackendMemory;

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
	 * How many instructions a check has.
	 */
	static final int CHECK_INSTRUCTIONS = 5;

	private static final long LARGEST = 0xFFFFFFFFL;

	private static final int ACTIVE_WITH_MEMORY = 2;

	private static final int PASSIVE = 1;

	private static final int END = 0x0B;

	private static final int GLOBAL_GET = 0x23;

	private static final int I32_CONST = 0x41;

	private ControlPage() {
	}

	/**
	 * Return whether there can be one: a memory that is imported is not the guest's.
	 */
	static boolean isPossible(WasmModule module) {
		return module.importSection().count(ExternalType.MEMORY) == 0;
	}

	/**
	 * Write the instructions that trap when the guest has to stop. The load is atomic, so
	 * that the compiler does not use an earlier value.
	 */
	static WasmWriter checkInterrupt(WasmWriter code) {
		code.bytes(I32_CONST).signedNumber(INTERRUPT);
		code.bytes(0xFE, 0x12, 0, 0); // i32.atomic.load8_u
		return code.bytes(0x04, 0x40, 0x00, 0x0B); // if unreachable end
	}

	/**
	 * Return an address of the guest, or the offset of one, as it is in the memory. What
	 * is too large for that is beyond any memory that there can be.
	 */
	static int shift(int address) {
		return (int) Math.min(LARGEST, Integer.toUnsignedLong(address) + SIZE);
	}

	/**
	 * Return the memory of a module with the page, also if it has none.
	 * @throws InvalidException if it is larger than any memory may be
	 */
	static WasmWriter memory(WasmModule module) {
		int initial = 0;
		int maximum = 0;
		if (module.memorySection().isPresent() && module.memorySection().get().memoryCount() > 0) {
			MemoryLimits limits = module.memorySection().get().getMemory(0).limits();
			initial = limits.initialPages();
			maximum = Math.min(BackendMemory.MAX_PAGES, limits.maximumPages());
			if (initial > BackendMemory.MAX_PAGES) {
				throw new InvalidException("a memory of %d pages is too large".formatted(initial));
			}
		}
		return new WasmWriter().bytes(0x01).number(initial + 1).number(maximum + 1);
	}

	/**
	 * Shift the addresses of data segments.
	 * @param data the content of the section
	 * @return the new content
	 * @throws MalformedException if the parser has overlooked that one is malformed
	 */
	static WasmWriter shiftSegments(SectionReader data) {
		int count = data.readNumber();
		WasmWriter shifted = new WasmWriter().number(count);
		for (int i = 0; i < count; i++) {
			int kind = data.readNumber();
			shifted.number(kind);
			if (kind == ACTIVE_WITH_MEMORY) {
				shifted.number(data.readNumber());
			}
			if (kind != PASSIVE) {
				shiftOffset(data, shifted);
			}
			int size = data.readNumber();
			data.copyUntil(data.position() + size, shifted.number(size));
		}
		return shifted;
	}

	/**
	 * Shift the result of a constant expression. Without arithmetic it is a constant, or
	 * the value of an imported global, which nothing provides.
	 */
	private static void shiftOffset(SectionReader data, WasmWriter shifted) {
		int opcode = data.readByte();
		shifted.bytes(opcode);
		if (opcode == I32_CONST) {
			shifted.signedNumber(shift(data.readSignedNumber()));
		}
		else if (opcode == GLOBAL_GET) {
			shifted.number(data.readNumber());
		}
		if (data.readByte() != END) {
			throw new MalformedException("a data segment has a malformed offset");
		}
		shifted.bytes(END);
	}

}
