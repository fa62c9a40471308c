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

package io.github.wasmspring.instance;

import java.nio.ByteBuffer;
import java.util.Objects;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.BackendMemory;

/**
 * A linear memory that checks every access, while no other thread uses the instance.
 */
final class DefaultWasmMemory implements WasmMemory {

	private final DefaultWasmInstance instance;

	private final BackendMemory memory;

	DefaultWasmMemory(DefaultWasmInstance instance, BackendMemory memory) {
		this.instance = instance;
		this.memory = memory;
	}

	@Override
	public int pages() {
		this.instance.enter();
		try {
			return this.memory.pages();
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public int grow(int pages) {
		Assert.isTrue(pages >= 0, "'pages' must not be negative");
		this.instance.enter();
		try {
			return this.memory.grow(pages);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public void read(long address, byte[] target, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, target.length);
		this.instance.enter();
		try {
			this.memory.read(check(address, length), target, offset, length);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public void write(long address, byte[] source, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, source.length);
		this.instance.enter();
		try {
			this.memory.write(check(address, length), source, offset, length);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public byte readByte(long address) {
		this.instance.enter();
		try {
			return this.memory.readByte(check(address, Byte.BYTES));
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public void writeByte(long address, byte value) {
		this.instance.enter();
		try {
			this.memory.writeByte(check(address, Byte.BYTES), value);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public short readShort(long address) {
		this.instance.enter();
		try {
			return this.memory.readShort(check(address, Short.BYTES));
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public void writeShort(long address, short value) {
		this.instance.enter();
		try {
			this.memory.writeShort(check(address, Short.BYTES), value);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public int readInt(long address) {
		this.instance.enter();
		try {
			return this.memory.readInt(check(address, Integer.BYTES));
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public void writeInt(long address, int value) {
		this.instance.enter();
		try {
			this.memory.writeInt(check(address, Integer.BYTES), value);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public long readLong(long address) {
		this.instance.enter();
		try {
			return this.memory.readLong(check(address, Long.BYTES));
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public void writeLong(long address, long value) {
		this.instance.enter();
		try {
			this.memory.writeLong(check(address, Long.BYTES), value);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public byte[] readBytes(long address, int length) {
		this.instance.enter();
		try {
			int start = check(address, length);
			byte[] bytes = new byte[length];
			this.memory.read(start, bytes, 0, length);
			return bytes;
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public String readString(long address, int length) {
		this.instance.enter();
		try {
			return this.memory.readString(check(address, length), length);
		}
		finally {
			this.instance.leave();
		}
	}

	@Override
	public ByteBuffer view(long address, int length) {
		return this.instance.guarded(() -> createView(check(address, length), length));
	}

	private ByteBuffer createView(int start, int length) {
		try {
			ByteBuffer view = this.memory.view(start, length);
			if (view != null) {
				return view;
			}
		}
		catch (OutOfMemoryError ex) {
			throw new WasmMemoryException(this.instance.context(null),
					WasmText.of("not enough heap for a view: it sets aside as much as the memory may grow to"),
					WasmText.of("Set a smaller %s, or read and write instead.", WasmSetting.MAX_MEMORY), ex);
		}
		throw new WasmMemoryException(this.instance.context(null), "there are no views on this memory",
				"Read and write instead; views need an unshared memory and a backend that has them.", null);
	}

	/**
	 * Check a range before anything is read, written or allocated.
	 */
	private int check(long address, int length) {
		long size = (long) this.memory.pages() * PAGE_SIZE;
		if (address < 0 || length < 0 || address > size - length) {
			throw new WasmMemoryException(this.instance.context(null),
					"%d bytes at address %d are outside of the memory of %d bytes".formatted(length, address, size),
					null, null);
		}
		return (int) address;
	}

}
