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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.DataSegment;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.wasi.WasiError;

/**
 * The memory of whichever instance calls, of any backend, as Chicory's WASI wants it.
 * Every address is checked, and what is outside becomes an error of the guest.
 */
final class WasiMemory implements Memory {

	/**
	 * Longest path, which is the only text that is read.
	 */
	private static final int LONGEST_TEXT = 4096;

	private @Nullable BackendInstance caller;

	private @Nullable BackendMemory memory;

	void attach(BackendInstance caller) {
		this.caller = caller;
	}

	void detach() {
		this.caller = null;
		this.memory = null;
	}

	/**
	 * Return the memory, after a check of a range.
	 */
	private BackendMemory at(int address, int length) {
		BackendMemory target = target();
		long start = Integer.toUnsignedLong(address);
		if (length < 0 || start + length > (long) target.pages() * PAGE_SIZE || address < 0) {
			throw new WasiFault(WasiError.FAULT);
		}
		return target;
	}

	void check(int address, int length) {
		at(address, length);
	}

	private BackendMemory target() {
		if (this.memory == null) {
			this.memory = find(this.caller);
		}
		return this.memory;
	}

	private static BackendMemory find(@Nullable BackendInstance caller) {
		BackendMemory found = null;
		if (caller instanceof ChicoryInstance chicory) {
			Memory first = chicory.instance().memory();
			found = (first != null) ? new ChicoryMemory(first) : null;
		}
		else if (caller != null) {
			found = caller.getMemory("memory");
		}
		if (found == null) {
			throw new WasiFault(WasiError.FAULT);
		}
		return found;
	}

	@Override
	public int pages() {
		return (this.caller != null) ? target().pages() : 0;
	}

	@Override
	public int initialPages() {
		return 0;
	}

	@Override
	public int maximumPages() {
		return RUNTIME_MAX_PAGES;
	}

	@Override
	public boolean shared() {
		return false;
	}

	@Override
	public String readString(int address, int length, Charset charset) {
		if (length < 0 || length > LONGEST_TEXT) {
			throw new WasiFault(WasiError.NAME_TOO_LONG);
		}
		try {
			return charset.newDecoder().decode(ByteBuffer.wrap(readBytes(address, length))).toString();
		}
		catch (CharacterCodingException ex) {
			throw new WasiFault(WasiError.ILLEGAL_NAME);
		}
	}

	@Override
	public byte[] readBytes(int address, int length) {
		check(address, length);
		byte[] bytes = new byte[length];
		read(address, bytes, length);
		return bytes;
	}

	/**
	 * Read into an array, from its start.
	 */
	void read(int address, byte[] bytes, int length) {
		at(address, length).read(address, bytes, 0, length);
	}

	@Override
	public void write(int address, byte[] data, int offset, int size) {
		at(address, size).write(address, data, offset, size);
	}

	@Override
	public byte read(int address) {
		return at(address, Byte.BYTES).readByte(address);
	}

	@Override
	public void writeByte(int address, byte value) {
		at(address, Byte.BYTES).writeByte(address, value);
	}

	@Override
	public short readShort(int address) {
		return at(address, Short.BYTES).readShort(address);
	}

	@Override
	public long readU16(int address) {
		return Short.toUnsignedLong(readShort(address));
	}

	@Override
	public void writeShort(int address, short value) {
		at(address, Short.BYTES).writeShort(address, value);
	}

	@Override
	public int readInt(int address) {
		return at(address, Integer.BYTES).readInt(address);
	}

	@Override
	public void writeI32(int address, int value) {
		at(address, Integer.BYTES).writeInt(address, value);
	}

	@Override
	public long readLong(int address) {
		return at(address, Long.BYTES).readLong(address);
	}

	@Override
	public void writeLong(int address, long value) {
		at(address, Long.BYTES).writeLong(address, value);
	}

	@Override
	public void fill(byte value, int from, int to) {
		for (int address = from; address < to; address++) {
			writeByte(address, value);
		}
	}

	@Override
	public void initialize(Instance instance, DataSegment @Nullable [] segments) {
		// nothing to do: the module that imports this memory has no segments
	}

	@Override
	public int grow(int pages) {
		throw new UnsupportedOperationException();
	}

	@Override
	@Deprecated
	@SuppressWarnings("removal")
	public Object lock(int address) {
		throw new UnsupportedOperationException();
	}

	@Override
	@Deprecated
	@SuppressWarnings("removal")
	public int waitOn(int address, int expected, long timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	@Deprecated
	@SuppressWarnings("removal")
	public int waitOn(int address, long expected, long timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	@Deprecated
	@SuppressWarnings("removal")
	public int notify(int address, int maxThreads) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void initPassiveSegment(int segment, int destination, int offset, int size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeF32(int address, float value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long readF32(int address) {
		throw new UnsupportedOperationException();
	}

	@Override
	public float readFloat(int address) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeF64(int address, double value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public double readDouble(int address) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long readF64(int address) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void zero() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void drop(int segment) {
		throw new UnsupportedOperationException();
	}

}
