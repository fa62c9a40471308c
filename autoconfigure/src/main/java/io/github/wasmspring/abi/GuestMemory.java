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

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmValueException;

/**
 * Copies bytes from and to the memory of a guest, and believes none of its pointers.
 *
 * @param memory the memory
 * @param context what an error is about
 */
record GuestMemory(WasmMemory memory, WasmErrorContext context) {

	/**
	 * Longest buffer that a guest may pass, in bytes.
	 */
	static final int MAX_LENGTH = 64 * 1024 * 1024;

	private static final int FIRST_SCAN = 256;

	private static final int LARGEST_SCAN = 64 * 1024;

	/**
	 * Copy bytes into memory that the guest allocates.
	 * @param bytes a buffer with an accessible array; its remaining bytes are copied
	 * @return the unsigned address of {@link #sizeOf(ByteBuffer)} bytes, which the caller
	 * has to free
	 */
	long copy(ByteBuffer bytes, Allocator allocator, WasmInstance instance) {
		int size = sizeOf(bytes);
		long pointer = allocator.allocate(instance, size);
		if (pointer == 0) {
			throw new WasmValueException(this.context, WasmText.of("guest is out of memory (asked for %d bytes)", size),
					WasmText.of("Raise %s if the module may grow, or pass less.", WasmSetting.MAX_MEMORY), null);
		}
		if (!isInside(pointer, size)) {
			throw new WasmValueException(
					this.context, "the guest allocated %d bytes at %d, outside of its memory of %d bytes"
						.formatted(size, pointer, this.memory.size()),
					"Correct the guest's allocator; nothing was written.", null);
		}
		this.memory.write(pointer, bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
		return pointer;
	}

	/**
	 * Return the size to allocate: an empty slice still needs an address that is not
	 * null.
	 */
	static int sizeOf(ByteBuffer bytes) {
		return Math.max(1, bytes.remaining());
	}

	byte[] read(long pointer, long length) {
		check(pointer, length);
		return this.memory.readBytes(pointer, (int) length);
	}

	/**
	 * Decode text without a copy of its bytes, unless it may be malformed.
	 */
	Object readText(long pointer, long length, StringCodec codec) {
		check(pointer, length);
		String text = this.memory.readString(pointer, (int) length);
		return (codec.isSuspect(text)) ? codec.decode(this.memory.readBytes(pointer, (int) length)) : text;
	}

	private void check(long pointer, long length) {
		if (length > MAX_LENGTH) {
			throw new WasmValueException(this.context,
					"a buffer of %d bytes is longer than the largest allowed, %d".formatted(length, MAX_LENGTH),
					"Check that the guest gives the length of the data in bytes, and pass long data in parts.", null);
		}
		if (!isInside(pointer, length)) {
			throw outside("a buffer of %d bytes at %d".formatted(length, pointer));
		}
	}

	/**
	 * Read bytes that end with a zero.
	 * @return the bytes without the zero
	 */
	byte[] readTerminated(long pointer) {
		return this.memory.readBytes(pointer, lengthOfTerminated(pointer));
	}

	private int lengthOfTerminated(long pointer) {
		long available = this.memory.size() - pointer;
		int length = 0;
		byte[] scanned = new byte[FIRST_SCAN];
		while (length < available && length <= MAX_LENGTH) {
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

	boolean isInside(long pointer, long length) {
		return pointer + length <= this.memory.size();
	}

	private WasmValueException outside(String what) {
		return new WasmValueException(this.context,
				"%s is not inside the memory of %d bytes".formatted(what, this.memory.size()),
				"Give the address of allocated memory, and its length in bytes.", null);
	}

}
