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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

import com.dylibso.chicory.wasm.types.MemoryLimits;

/**
 * A memory whose array has head-room, so that repeated growth does not copy each time.
 * Each access is compared with the size, too, which the JVM's own check does not know.
 */
final class GrowingMemory extends LinearMemory {

	private static final VarHandle SHORTS = view(short[].class);

	private static final VarHandle INTS = view(int[].class);

	private static final VarHandle LONGS = view(long[].class);

	private static final VarHandle FLOATS = view(float[].class);

	private static final VarHandle DOUBLES = view(double[].class);

	/**
	 * The first address that is out of bounds for one byte.
	 */
	private int end;

	private int end2;

	private int end4;

	private int end8;

	GrowingMemory(MemoryLimits limits) {
		super(limits);
		grown();
	}

	/**
	 * Return a handle whose use is never adapted, or fails.
	 */
	private static VarHandle view(Class<?> type) {
		return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
	}

	@Override
	void grown() {
		this.end = size();
		this.end2 = this.end - 1;
		this.end4 = this.end - 3;
		this.end8 = this.end - 7;
	}

	@Override
	ByteBuffer view(int address, int length) {
		reserve(maximumPages());
		return ByteBuffer.wrap(this.bytes).slice(address, length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private void reserve(int wantedPages) {
		int capacity = wantedPages * PAGE_SIZE;
		if (capacity > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, capacity);
		}
	}

	/**
	 * Make room with head-room, without it if the heap is too full, and not at all if
	 * even that does not fit.
	 */
	@Override
	boolean makeRoom(int wantedPages) {
		if (wantedPages * PAGE_SIZE <= this.bytes.length) {
			return true;
		}
		try {
			reserve(Math.min(maximumPages(), Math.max(wantedPages, pages() + pages() / 2)));
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
	public byte read(int addr) {
		return this.bytes[Objects.checkIndex(addr, this.end)];
	}

	@Override
	public void writeByte(int addr, byte data) {
		this.bytes[Objects.checkIndex(addr, this.end)] = data;
	}

	@Override
	public short readShort(int addr) {
		return (short) SHORTS.get(this.bytes, Objects.checkIndex(addr, this.end2));
	}

	@Override
	public long readU16(int addr) {
		return readShort(addr) & 0xFFFF;
	}

	@Override
	public void writeShort(int addr, short data) {
		SHORTS.set(this.bytes, Objects.checkIndex(addr, this.end2), data);
	}

	@Override
	public int readInt(int addr) {
		return (int) INTS.get(this.bytes, Objects.checkIndex(addr, this.end4));
	}

	@Override
	public void writeI32(int addr, int data) {
		INTS.set(this.bytes, Objects.checkIndex(addr, this.end4), data);
	}

	@Override
	public long readLong(int addr) {
		return (long) LONGS.get(this.bytes, Objects.checkIndex(addr, this.end8));
	}

	@Override
	public void writeLong(int addr, long data) {
		LONGS.set(this.bytes, Objects.checkIndex(addr, this.end8), data);
	}

	@Override
	public float readFloat(int addr) {
		return (float) FLOATS.get(this.bytes, Objects.checkIndex(addr, this.end4));
	}

	@Override
	public long readF32(int addr) {
		return readInt(addr);
	}

	@Override
	public void writeF32(int addr, float data) {
		FLOATS.set(this.bytes, Objects.checkIndex(addr, this.end4), data);
	}

	@Override
	public double readDouble(int addr) {
		return (double) DOUBLES.get(this.bytes, Objects.checkIndex(addr, this.end8));
	}

	@Override
	public long readF64(int addr) {
		return readLong(addr);
	}

	@Override
	public void writeF64(int addr, double data) {
		DOUBLES.set(this.bytes, Objects.checkIndex(addr, this.end8), data);
	}

}
