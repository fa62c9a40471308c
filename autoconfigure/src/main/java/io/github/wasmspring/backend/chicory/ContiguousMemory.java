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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;

/**
 * Linear memory in one heap buffer, whose limit is the size of the memory, so that the
 * buffer's own check is the only one on each access. What is out of bounds surfaces as
 * {@link IndexOutOfBoundsException}.
 * <p>
 * The capacity is ahead of the limit while the memory grows, and a view on the memory
 * reserves the largest capacity, so that the bytes under a view never move.
 */
final class ContiguousMemory implements Memory {

	private final MemoryLimits limits;

	private ByteBuffer bytes;

	private int pages;

	private DataSegment[] dataSegments = {};

	ContiguousMemory(MemoryLimits limits) {
		this.limits = limits;
		this.pages = limits.initialPages();
		this.bytes = allocate(size(), size());
	}

	private static ByteBuffer allocate(int capacity, int limit) {
		return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).limit(limit);
	}

	private int size() {
		return this.pages * PAGE_SIZE;
	}

	/**
	 * Return a live view on a range, which stays valid when the memory grows.
	 * @throws OutOfMemoryError if the largest capacity does not fit the heap
	 */
	ByteBuffer view(int address, int length) {
		reserve(maximumPages());
		return this.bytes.slice(address, length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private void reserve(int wantedPages) {
		int capacity = wantedPages * PAGE_SIZE;
		if (capacity > this.bytes.capacity()) {
			ByteBuffer larger = allocate(capacity, size());
			larger.put(0, this.bytes, 0, size());
			this.bytes = larger;
		}
	}

	@Override
	public int grow(int size) {
		int before = this.pages;
		if (size < 0 || size > maximumPages() - before || !makeRoom(before + size)) {
			return -1;
		}
		this.pages = before + size;
		this.bytes.limit(size());
		return before;
	}

	/**
	 * Make room with head-room, so that repeated growth does not copy each time; without
	 * it if the heap is too full, and not at all if even that does not fit.
	 */
	private boolean makeRoom(int wantedPages) {
		if (wantedPages * PAGE_SIZE <= this.bytes.capacity()) {
			return true;
		}
		try {
			reserve(Math.min(maximumPages(), Math.max(wantedPages, this.pages + this.pages / 2)));
			return true;
		}
		catch (OutOfMemoryError ex) {
			return reserveExactly(wantedPages);
		}
	}

	private boolean reserveExactly(int wantedPages) {
		try {
			reserve(wantedPages);
			return true;
		}
		catch (OutOfMemoryError ex) {
			return false;
		}
	}

	@Override
	public int pages() {
		return this.pages;
	}

	@Override
	public int initialPages() {
		return this.limits.initialPages();
	}

	@Override
	public int maximumPages() {
		return Math.min(this.limits.maximumPages(), RUNTIME_MAX_PAGES);
	}

	@Override
	public boolean shared() {
		return false;
	}

	@Override
	@SuppressWarnings("removal")
	public Object lock(int address) {
		return this;
	}

	@Override
	@SuppressWarnings("removal")
	public int waitOn(int address, int expected, long timeout) {
		throw new ChicoryException("expected shared memory");
	}

	@Override
	@SuppressWarnings("removal")
	public int waitOn(int address, long expected, long timeout) {
		throw new ChicoryException("expected shared memory");
	}

	@Override
	@SuppressWarnings("removal")
	public int notify(int address, int maxThreads) {
		this.bytes.getInt(address);
		return 0;
	}

	@Override
	public void initialize(Instance instance, DataSegment[] segments) {
		initialize(instance, segments, 0);
	}

	@Override
	public void initialize(Instance instance, DataSegment[] segments, int memoryIndex) {
		// the array of the instance, which notes dropped segments there
		this.dataSegments = segments;
		for (DataSegment segment : segments) {
			if (segment instanceof ActiveDataSegment active && active.index() == memoryIndex) {
				int offset = (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
				if (offset < 0 || active.data().length > size() - offset) {
					throw new UninstantiableException("out of bounds memory access");
				}
				this.bytes.put(offset, active.data());
			}
		}
	}

	@Override
	public void initPassiveSegment(int segmentId, int dest, int offset, int size) {
		write(dest, this.dataSegments[segmentId].data(), offset, size);
	}

	@Override
	public void drop(int segment) {
		this.dataSegments[segment] = PassiveDataSegment.EMPTY;
	}

	@Override
	public void write(int addr, byte[] data, int offset, int size) {
		check(offset, size, data.length);
		check(addr, size, size());
		this.bytes.put(addr, data, offset, size);
	}

	void read(int address, byte[] target, int offset, int length) {
		this.bytes.get(address, target, offset, length);
	}

	@Override
	public String readString(int addr, int len) {
		check(addr, len, size());
		return new String(this.bytes.array(), addr, len, StandardCharsets.UTF_8);
	}

	@Override
	public byte[] readBytes(int addr, int len) {
		check(addr, len, size());
		byte[] read = new byte[len];
		this.bytes.get(addr, read);
		return read;
	}

	@Override
	public void zero() {
		// new memory is zero, and it is never used for a second instance
	}

	@Override
	public void fill(byte value, int fromIndex, int toIndex) {
		check(fromIndex, toIndex - fromIndex, size());
		Arrays.fill(this.bytes.array(), fromIndex, toIndex, value);
	}

	@Override
	public void copy(int dest, int src, int size) {
		check(dest, size, size());
		check(src, size, size());
		System.arraycopy(this.bytes.array(), src, this.bytes.array(), dest, size);
	}

	private static void check(int address, int size, int limit) {
		if (address < 0 || size < 0 || address > limit - size) {
			throw new WasmRuntimeException("out of bounds memory access");
		}
	}

	@Override
	public byte read(int addr) {
		return this.bytes.get(addr);
	}

	@Override
	public void writeByte(int addr, byte data) {
		this.bytes.put(addr, data);
	}

	@Override
	public short readShort(int addr) {
		return this.bytes.getShort(addr);
	}

	@Override
	public long readU16(int addr) {
		return this.bytes.getShort(addr) & 0xFFFF;
	}

	@Override
	public void writeShort(int addr, short data) {
		this.bytes.putShort(addr, data);
	}

	@Override
	public int readInt(int addr) {
		return this.bytes.getInt(addr);
	}

	@Override
	public void writeI32(int addr, int data) {
		this.bytes.putInt(addr, data);
	}

	@Override
	public long readLong(int addr) {
		return this.bytes.getLong(addr);
	}

	@Override
	public void writeLong(int addr, long data) {
		this.bytes.putLong(addr, data);
	}

	@Override
	public float readFloat(int addr) {
		return this.bytes.getFloat(addr);
	}

	@Override
	public long readF32(int addr) {
		return this.bytes.getInt(addr);
	}

	@Override
	public void writeF32(int addr, float data) {
		this.bytes.putFloat(addr, data);
	}

	@Override
	public double readDouble(int addr) {
		return this.bytes.getDouble(addr);
	}

	@Override
	public long readF64(int addr) {
		return this.bytes.getLong(addr);
	}

	@Override
	public void writeF64(int addr, double data) {
		this.bytes.putDouble(addr, data);
	}

}
