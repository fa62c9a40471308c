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

import com.dylibso.chicory.wasm.types.MemoryLimits;

/**
 * A memory whose array is as long as the memory, so that the JVM's own check of the index
 * is the guest's. Growth copies: it is for modules that do not grow their memory.
 */
final class ExactMemory extends LinearMemory {

	private static final VarHandle SHORTS = view(short[].class);

	private static final VarHandle INTS = view(int[].class);

	private static final VarHandle LONGS = view(long[].class);

	private static final VarHandle FLOATS = view(float[].class);

	private static final VarHandle DOUBLES = view(double[].class);

	private boolean viewed;

	ExactMemory(MemoryLimits limits) {
		super(limits);
	}

	/**
	 * Return a handle whose use is never adapted, or fails.
	 */
	private static VarHandle view(Class<?> type) {
		return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
	}

	/**
	 * Return a live view. From now on the memory grows no more, because the array has to
	 * stay.
	 */
	@Override
	ByteBuffer view(int address, int length) {
		this.viewed = true;
		return ByteBuffer.wrap(this.bytes).slice(address, length).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	boolean makeRoom(int wantedPages) {
		if (this.viewed) {
			return false;
		}
		try {
			this.bytes = Arrays.copyOf(this.bytes, wantedPages * PAGE_SIZE);
			return true;
		}
		catch (OutOfMemoryError ex) {
			return false;
		}
	}

	@Override
	void grown() {
		// the array tells the size
	}

	@Override
	public byte read(int addr) {
		return this.bytes[addr];
	}

	@Override
	public void writeByte(int addr, byte data) {
		this.bytes[addr] = data;
	}

	@Override
	public short readShort(int addr) {
		return (short) SHORTS.get(this.bytes, addr);
	}

	@Override
	public long readU16(int addr) {
		return readShort(addr) & 0xFFFF;
	}

	@Override
	public void writeShort(int addr, short data) {
		SHORTS.set(this.bytes, addr, data);
	}

	@Override
	public int readInt(int addr) {
		return (int) INTS.get(this.bytes, addr);
	}

	@Override
	public void writeI32(int addr, int data) {
		INTS.set(this.bytes, addr, data);
	}

	@Override
	public long readLong(int addr) {
		return (long) LONGS.get(this.bytes, addr);
	}

	@Override
	public void writeLong(int addr, long data) {
		LONGS.set(this.bytes, addr, data);
	}

	@Override
	public float readFloat(int addr) {
		return (float) FLOATS.get(this.bytes, addr);
	}

	@Override
	public long readF32(int addr) {
		return readInt(addr);
	}

	@Override
	public void writeF32(int addr, float data) {
		FLOATS.set(this.bytes, addr, data);
	}

	@Override
	public double readDouble(int addr) {
		return (double) DOUBLES.get(this.bytes, addr);
	}

	@Override
	public long readF64(int addr) {
		return readLong(addr);
	}

	@Override
	public void writeF64(int addr, double data) {
		DOUBLES.set(this.bytes, addr, data);
	}

}
