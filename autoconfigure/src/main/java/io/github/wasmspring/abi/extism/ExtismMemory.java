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

package io.github.wasmspring.abi.extism;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blocks of memory that the host keeps for one instance. All blocks of a call are given
 * up before the next one, so what is freed is reused only if it is the last block.
 */
final class ExtismMemory {

	/**
	 * The first block, so that no block is at 0.
	 */
	private static final int FIRST = 8;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int INITIAL_SIZE = 1024;

	/**
	 * What is kept for the next call.
	 */
	private static final int KEPT_SIZE = 64 * 1024;

	private static final int MOST_BLOCKS = 1 << 17;

	private final long most;

	private final BlockBudget budget;

	private byte[] bytes = new byte[INITIAL_SIZE];

	private int[] starts = new int[16];

	private int[] lengths = new int[16];

	private int blocks;

	private int end = FIRST;

	/**
	 * Create an empty memory.
	 * @param most how large it may become
	 * @param budget what it is taken from beyond its initial size
	 */
	ExtismMemory(long most, BlockBudget budget) {
		this.most = Math.min(most, Integer.MAX_VALUE - 16);
		this.budget = budget;
	}

	/**
	 * Give up all blocks.
	 */
	void clear() {
		if (this.bytes.length > KEPT_SIZE) {
			release();
		}
		Arrays.fill(this.bytes, 0, Math.min(this.end, this.bytes.length), (byte) 0);
		this.blocks = 0;
		this.end = FIRST;
	}

	/**
	 * Give back all but the initial size.
	 */
	void release() {
		this.budget.giveBack(this.bytes.length - INITIAL_SIZE);
		this.bytes = new byte[INITIAL_SIZE];
		this.starts = new int[16];
		this.lengths = new int[16];
		this.blocks = 0;
		this.end = FIRST;
	}

	/**
	 * Allocate a block of zeros.
	 * @return its offset, or 0 if there is no memory left
	 */
	long allocate(long length) {
		long aligned = (length + 7) & ~7L;
		if (length <= 0 || aligned <= 0 || aligned > this.most - this.end || this.blocks == MOST_BLOCKS) {
			return 0;
		}
		int start = this.end;
		if (!reserve((int) (start + aligned))) {
			return 0;
		}
		if (this.blocks == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.blocks);
			this.lengths = Arrays.copyOf(this.lengths, 2 * this.blocks);
		}
		this.starts[this.blocks] = start;
		this.lengths[this.blocks] = (int) length;
		this.blocks++;
		this.end = (int) (start + aligned);
		return start;
	}

	private boolean reserve(int size) {
		if (size <= this.bytes.length) {
			return true;
		}
		int larger = (int) Math.min(this.most, Math.max(size, 2L * this.bytes.length));
		int reserved = this.budget.take(larger - this.bytes.length) ? larger
				: this.budget.take(size - this.bytes.length) ? size : 0;
		return reserved > 0 && grow(reserved);
	}

	private boolean grow(int size) {
		int before = this.bytes.length;
		try {
			this.bytes = Arrays.copyOf(this.bytes, size);
			return true;
		}
		finally {
			if (this.bytes.length == before) {
				this.budget.giveBack(size - before);
			}
		}
	}

	/**
	 * Free a block.
	 */
	void free(long offset) {
		int block = find(offset);
		if (block < 0) {
			return;
		}
		Arrays.fill(this.bytes, this.starts[block], this.starts[block] + this.lengths[block], (byte) 0);
		this.lengths[block] = 0;
		while (this.blocks > 0 && this.lengths[this.blocks - 1] == 0) {
			this.blocks--;
			this.end = this.starts[this.blocks];
		}
	}

	/**
	 * Return the length of a block, 0 if there is none at an offset.
	 */
	long length(long offset) {
		int block = find(offset);
		return (block >= 0) ? this.lengths[block] : 0;
	}

	private int find(long offset) {
		return (offset > 0 && offset < this.end) ? Arrays.binarySearch(this.starts, 0, this.blocks, (int) offset) : -1;
	}

	int loadByte(long offset) {
		return this.bytes[check(offset, 1)] & 0xFF;
	}

	long loadLong(long offset) {
		return (long) LONGS.get(this.bytes, check(offset, Long.BYTES));
	}

	void storeByte(long offset, int value) {
		this.bytes[check(offset, 1)] = (byte) value;
	}

	void storeLong(long offset, long value) {
		LONGS.set(this.bytes, check(offset, Long.BYTES), value);
	}

	byte[] read(long offset, long length) {
		if (length == 0) {
			return new byte[0];
		}
		int start = check(offset, length);
		return Arrays.copyOfRange(this.bytes, start, start + (int) length);
	}

	/**
	 * Return what is in a block.
	 * @param offset where it starts
	 */
	byte[] read(long offset) {
		return read(offset, length(offset));
	}

	/**
	 * Allocate a block for bytes.
	 * @return its offset, or 0 if there are none
	 */
	long write(byte[] source) {
		if (source.length == 0) {
			return 0;
		}
		long offset = allocate(source.length);
		if (offset == 0) {
			throw new IllegalStateException("The guest's blocks may have no more than %d bytes".formatted(this.most));
		}
		System.arraycopy(source, 0, this.bytes, (int) offset, source.length);
		return offset;
	}

	private int check(long offset, long length) {
		if (offset < FIRST || length < 0 || length > this.end || offset > this.end - length) {
			throw new IndexOutOfBoundsException("No block of the guest has %d bytes at %d".formatted(length, offset));
		}
		return (int) offset;
	}

}
