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

import java.util.Objects;

import com.dylibso.chicory.wasm.types.MemoryLimits;

/**
 * A linear memory in one array. Compiled code reads and writes the array itself, unless
 * it has head-room: then each access is compared with the size, which the JVM's own check
 * does not know.
 */
final class LinearMemory extends PagedMemory {

	/**
	 * How many bytes a memory copies before it gets head-room: what takes a few
	 * milliseconds.
	 */
	private static final long MOST_COPIED = 8 * 1024 * 1024;

	private final boolean growing;

	private final HeadRoom headRoom;

	private boolean grown;

	private long copied;

	/**
	 * The first address that is out of bounds for one byte.
	 */
	private int end1;

	private int end2;

	private int end4;

	private int end8;

	/**
	 * Create a memory.
	 * @param growing whether the guest can grow it
	 * @param headRoom whether the array may be longer
	 */
	LinearMemory(MemoryLimits limits, MemoryArrays arrays, boolean growing, HeadRoom headRoom) {
		super(limits, arrays);
		this.growing = growing;
		this.headRoom = headRoom;
		resized();
	}

	@Override
	void resized() {
		this.end1 = size();
		this.end2 = this.end1 - 1;
		this.end4 = this.end1 - 3;
		this.end8 = this.end1 - 7;
	}

	@Override
	void prepareViews() {
		if (this.growing) {
			this.headRoom.allow();
			reserve(maximumPages(), true);
		}
	}

	private void reserve(int wantedPages, boolean needed) {
		int capacity = wantedPages * PAGE_SIZE;
		if (capacity > this.bytes.length) {
			extend(capacity, needed);
		}
	}

	/**
	 * Make room, with head-room if that is allowed and there is memory for it, and not at
	 * all if there is none even for the room.
	 */
	@Override
	boolean makeRoom(int wantedPages) {
		if (wantedPages * PAGE_SIZE <= this.bytes.length) {
			return true;
		}
		if (isViewed()) {
			refuseViewed(wantedPages);
			return false;
		}
		noteCopy();
		boolean roomy = this.growing && this.headRoom.isAllowed();
		int more = (roomy) ? 2 * pages() : wantedPages;
		int roomyPages = Math.min(maximumPages(), Math.max(wantedPages, more));
		return (roomyPages > wantedPages && tryReserve(roomyPages, false)) || tryReserve(wantedPages, true);
	}

	/**
	 * The first growth copies anyway.
	 */
	private void noteCopy() {
		if (this.grown) {
			this.copied += size();
		}
		this.grown = true;
		if (this.growing && this.copied > MOST_COPIED) {
			this.headRoom.allow();
		}
	}

	private boolean tryReserve(int wantedPages, boolean needed) {
		try {
			reserve(wantedPages, needed);
			return true;
		}
		catch (RefusedMemoryException ex) {
			refuse(wantedPages, ex);
			return false;
		}
	}

	@Override
	public byte read(int addr) {
		return this.bytes[Objects.checkIndex(addr, this.end1)];
	}

	@Override
	public void writeByte(int addr, byte data) {
		this.bytes[Objects.checkIndex(addr, this.end1)] = data;
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
