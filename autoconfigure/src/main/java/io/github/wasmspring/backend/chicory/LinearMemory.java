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

	/**
	 * How many accesses a memory waits before it gives head-room up, as a part of its
	 * size: they take about as much longer with head-room as a copy takes.
	 */
	private static final int PATIENCE = 4;

	private boolean grown;

	private long copied;

	/**
	 * The first address that is out of bounds for one byte.
	 */
	private int end1;

	private int end2;

	private int end4;

	private int end8;

	private boolean roomy;

	/**
	 * After how many accesses to give head-room up.
	 */
	private int patience;

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
		noteHeadRoom(this.bytes.length > this.end1);
	}

	private void noteHeadRoom(boolean some) {
		if (some != this.roomy) {
			this.roomy = some;
			if (some) {
				this.headRoom.enter();
			}
			else {
				this.headRoom.leave();
			}
		}
		this.patience = (some) ? Math.max(PAGE_SIZE, this.end1 / PATIENCE) : 0;
	}

	/**
	 * Give head-room up, since the guest has not grown the memory for a while, unless the
	 * array has to stay.
	 */
	private void settle() {
		if (!this.roomy || isViewed()) {
			return;
		}
		try {
			shrink();
		}
		catch (RefusedMemoryException ex) {
			this.patience = this.end1;
		}
	}

	/**
	 * Check an address, and return it. The array may be another one afterwards.
	 */
	private int check(int address, int end) {
		if (--this.patience == 0) {
			settle();
		}
		return Objects.checkIndex(address, end);
	}

	@Override
	void prepareViews() {
		if (this.growing) {
			this.headRoom.allow();
			reserve(maximumPages(), true);
			resized();
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
		int index = check(addr, this.end1);
		return this.bytes[index];
	}

	@Override
	public void writeByte(int addr, byte data) {
		int index = check(addr, this.end1);
		this.bytes[index] = data;
	}

	@Override
	public short readShort(int addr) {
		int index = check(addr, this.end2);
		return (short) SHORTS.get(this.bytes, index);
	}

	@Override
	public long readU16(int addr) {
		return readShort(addr) & 0xFFFF;
	}

	@Override
	public void writeShort(int addr, short data) {
		int index = check(addr, this.end2);
		SHORTS.set(this.bytes, index, data);
	}

	@Override
	public int readInt(int addr) {
		int index = check(addr, this.end4);
		return (int) INTS.get(this.bytes, index);
	}

	@Override
	public void writeI32(int addr, int data) {
		int index = check(addr, this.end4);
		INTS.set(this.bytes, index, data);
	}

	@Override
	public long readLong(int addr) {
		int index = check(addr, this.end8);
		return (long) LONGS.get(this.bytes, index);
	}

	@Override
	public void writeLong(int addr, long data) {
		int index = check(addr, this.end8);
		LONGS.set(this.bytes, index, data);
	}

	@Override
	public float readFloat(int addr) {
		int index = check(addr, this.end4);
		return (float) FLOATS.get(this.bytes, index);
	}

	@Override
	public long readF32(int addr) {
		return readInt(addr);
	}

	@Override
	public void writeF32(int addr, float data) {
		int index = check(addr, this.end4);
		FLOATS.set(this.bytes, index, data);
	}

	@Override
	public double readDouble(int addr) {
		int index = check(addr, this.end8);
		return (double) DOUBLES.get(this.bytes, index);
	}

	@Override
	public long readF64(int addr) {
		return readLong(addr);
	}

	@Override
	public void writeF64(int addr, double data) {
		int index = check(addr, this.end8);
		DOUBLES.set(this.bytes, index, data);
	}

}
