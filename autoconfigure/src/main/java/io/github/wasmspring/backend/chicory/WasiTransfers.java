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

package io.github.wasmspring.backend.chicory;

import java.util.concurrent.CancellationException;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.wasi.WasiError;

/**
 * Reads and writes files in pieces. Chicory allocates what a guest asks for, up to
 * gigabytes, before it looks at the file or at the guest's memory.
 */
final class WasiTransfers {

	/**
	 * Most buffers of one call, as on Linux.
	 */
	private static final int MOST_BUFFERS = 1024;

	private static final int COUNT = 0;

	private static final int VECTOR = 4;

	private static final int DATA = 16;

	private static final int PIECE = Memory.PAGE_SIZE - DATA;

	private static final int SUCCESS = 0;

	private final WasiPreview1 wasi;

	private final WasiMemory guest;

	private @Nullable Memory scratch;

	WasiTransfers(WasiPreview1 wasi, WasiMemory guest) {
		this.wasi = wasi;
		this.guest = guest;
	}

	int read(int fd, int vectors, int count, int result) {
		return transfer(vectors, count, result, false,
				(memory, buffers, done) -> this.wasi.fdRead(memory, fd, VECTOR, buffers, COUNT));
	}

	int write(int fd, int vectors, int count, int result) {
		return transfer(vectors, count, result, true,
				(memory, buffers, done) -> this.wasi.fdWrite(memory, fd, VECTOR, buffers, COUNT));
	}

	int readAt(int fd, int vectors, int count, long offset, int result) {
		return transfer(vectors, count, result, false,
				(memory, buffers, done) -> this.wasi.fdPread(memory, fd, VECTOR, buffers, offset + done, COUNT));
	}

	int writeAt(int fd, int vectors, int count, long offset, int result) {
		return transfer(vectors, count, result, true,
				(memory, buffers, done) -> this.wasi.fdPwrite(memory, fd, VECTOR, buffers, offset + done, COUNT));
	}

	private int transfer(int vectors, int count, int result, boolean write, Operation operation) {
		if (count < 0 || count > MOST_BUFFERS) {
			return WasiError.INVALID.number();
		}
		this.guest.check(result, Integer.BYTES);
		Memory memory = scratch();
		int error = operation.perform(memory, 0, 0);
		int done = 0;
		for (int i = 0; i < count && error == SUCCESS; i++) {
			int address = this.guest.readInt(vectors + i * 8);
			int length = this.guest.readInt(vectors + i * 8 + 4);
			this.guest.check(address, length);
			int moved = 0;
			boolean more = length <= Integer.MAX_VALUE - done;
			while (more && moved < length) {
				int piece = Math.min(PIECE, length - moved);
				error = perform(memory, address + moved, piece, write, done, operation);
				int part = (error == SUCCESS) ? memory.readInt(COUNT) : 0;
				moved += part;
				done += part;
				more = part == piece;
			}
			if (moved < length) {
				break;
			}
		}
		if (error != SUCCESS && done == 0) {
			return error;
		}
		this.guest.writeI32(result, done);
		return SUCCESS;
	}

	/**
	 * Move one piece.
	 */
	private int perform(Memory memory, int address, int length, boolean write, int done, Operation operation) {
		if (Thread.currentThread().isInterrupted()) {
			throw new CancellationException("The guest was interrupted while it reads or writes");
		}
		memory.writeI32(VECTOR, DATA);
		memory.writeI32(VECTOR + 4, length);
		if (write) {
			memory.write(DATA, this.guest.readBytes(address, length));
		}
		int error = operation.perform(memory, 1, done);
		if (error == SUCCESS && !write) {
			this.guest.write(address, memory.readBytes(DATA, memory.readInt(COUNT)));
		}
		return error;
	}

	private Memory scratch() {
		if (this.scratch == null) {
			this.scratch = new ByteArrayMemory(new MemoryLimits(1, 1));
		}
		return this.scratch;
	}

	/**
	 * One of Chicory's functions, on the memory that holds the piece.
	 */
	@FunctionalInterface
	private interface Operation {

		int perform(Memory memory, int buffers, int done);

	}

}
