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

package io.github.wasmspring.abi;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmValueException;

/**
 * {@link BufferExchange} of a single call: arguments live until it is closed, results are
 * freed as soon as they are copied.
 */
final class CallBuffers implements BufferExchange, AutoCloseable {

	/**
	 * Longest result in bytes.
	 */
	static final int MAX_RESULT_LENGTH = 64 * 1024 * 1024;

	private static final int FIRST_SCAN = 256;

	private static final int LARGEST_SCAN = 64 * 1024;

	private final WasmInstance instance;

	private final WasmMemory memory;

	private final Allocator allocator;

	private final WasmErrorContext context;

	private final long[] pointers;

	private final int[] sizes;

	private int count;

	CallBuffers(WasmInstance instance, Allocator allocator, WasmErrorContext context, int capacity) {
		this.instance = instance;
		this.memory = instance.memory();
		this.allocator = allocator;
		this.context = context;
		this.pointers = new long[capacity];
		this.sizes = new int[capacity];
	}

	@Override
	public long pass(ByteBuffer bytes) {
		int length = bytes.remaining();
		// An empty slice still needs an address that is not null
		int size = Math.max(1, length);
		long pointer = this.allocator.allocate(this.instance, size);
		if (pointer == 0) {
			throw new WasmValueException(this.context, "guest is out of memory (asked for %d bytes)".formatted(size),
					"Raise 'wasm.modules.%s.max-memory' if the module may grow, or pass less."
						.formatted(this.context.module()),
					null);
		}
		if (!isInside(pointer, size)) {
			throw new WasmValueException(
					this.context, "the guest allocated %d bytes at %d, outside of its memory of %d bytes"
						.formatted(size, pointer, this.memory.size()),
					"Correct the guest's allocator; nothing was written.", null);
		}
		this.pointers[this.count] = pointer;
		this.sizes[this.count] = size;
		this.count++;
		this.memory.write(pointer, bytes.array(), bytes.arrayOffset() + bytes.position(), length);
		return pointer;
	}

	@Override
	public byte[] take(long pointer, long length) {
		if (length > MAX_RESULT_LENGTH) {
			throw new WasmValueException(this.context,
					"a buffer of %d bytes is longer than the largest allowed, %d".formatted(length, MAX_RESULT_LENGTH),
					"Return pointer << 32 | length with the length of the data, and return long data in parts.", null);
		}
		if (!isInside(pointer, length)) {
			throw outside("a buffer of %d bytes at %d".formatted(length, pointer));
		}
		byte[] bytes = this.memory.readBytes(pointer, (int) length);
		free(pointer, (int) length);
		return bytes;
	}

	@Override
	public byte[] takeTerminated(long pointer) {
		int length = lengthOfTerminated(pointer);
		byte[] bytes = this.memory.readBytes(pointer, length);
		free(pointer, length + 1);
		return bytes;
	}

	private int lengthOfTerminated(long pointer) {
		long available = this.memory.size() - pointer;
		int length = 0;
		byte[] scanned = new byte[FIRST_SCAN];
		while (length < available && length <= MAX_RESULT_LENGTH) {
			int size = (int) Math.min(scanned.length, available - length);
			this.memory.read(pointer + length, scanned, 0, size);
			for (int i = 0; i < size; i++) {
				if (scanned[i] == 0) {
					return length + i;
				}
			}
			length += size;
			scanned = new byte[Math.min(LARGEST_SCAN, scanned.length * 2)];
		}
		throw outside("text at %d without a terminating zero".formatted(pointer));
	}

	private boolean isInside(long pointer, long length) {
		return pointer + length <= this.memory.size();
	}

	private WasmValueException outside(String what) {
		return new WasmValueException(this.context,
				"%s is not inside the memory of %d bytes".formatted(what, this.memory.size()),
				"Return the address of allocated memory, and its length in bytes.", null);
	}

	private void free(long pointer, int size) {
		if (pointer != 0) {
			this.allocator.free(this.instance, pointer, size);
		}
	}

	/**
	 * Free the arguments, the last one first, unless a trap closed the instance.
	 */
	@Override
	public void close() {
		RuntimeException failure = null;
		while (this.count > 0) {
			this.count--;
			failure = free(this.count, failure);
		}
		if (failure != null) {
			throw failure;
		}
	}

	private @Nullable RuntimeException free(int index, @Nullable RuntimeException failure) {
		if (!this.instance.isOpen()) {
			return failure;
		}
		try {
			free(this.pointers[index], this.sizes[index]);
		}
		catch (RuntimeException ex) {
			if (failure == null) {
				return ex;
			}
			failure.addSuppressed(ex);
		}
		return failure;
	}

}
