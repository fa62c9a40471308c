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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.HeapReserve;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.MemoryReclaimer;
import io.github.wasmspring.backend.MemoryShare;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.RefusedGrowth.Cause;

/**
 * The arrays that the memories of a module take from a budget. Some of memories that are
 * gone are kept for the next ones, which is cheaper than new ones. What an instance wrote
 * is wiped out before anybody else gets its array.
 */
final class MemoryArrays implements MemoryReclaimer {

	/**
	 * Which part of the budget is kept at most.
	 */
	private static final int PARTS = 4;

	private static final byte[] NOTHING = {};

	private final MemoryBudget budget;

	private final AtomicReferenceArray<@Nullable MemoryArray> slots;

	/**
	 * How many bytes are kept at most.
	 */
	private final long most;

	/**
	 * Longest array that is kept, so that there is room for two.
	 */
	private final long longest;

	private final AtomicLong kept = new AtomicLong();

	private final AtomicInteger replaced = new AtomicInteger();

	/**
	 * Whether arrays are kept: not before one is asked for, nor when no more will be.
	 */
	private volatile boolean keeping;

	/**
	 * Create a place for some arrays.
	 * @param budget what they are taken from
	 * @param slots how many are kept at most
	 */
	MemoryArrays(MemoryBudget budget, int slots) {
		this.budget = budget;
		this.slots = new AtomicReferenceArray<>(slots);
		this.most = budget.getMax() / PARTS;
		this.longest = this.most / 2;
	}

	/**
	 * Create a place for some arrays per processor, which gives back those that are kept
	 * when others lack memory: a call uses an array, and a longer one each time that its
	 * memory has grown.
	 * @param budget what they are taken from
	 */
	static MemoryArrays of(MemoryBudget budget) {
		MemoryArrays arrays = new MemoryArrays(budget, Math.min(64, 8 * Runtime.getRuntime().availableProcessors()));
		budget.register(arrays);
		return arrays;
	}

	MemoryBudget budget() {
		return this.budget;
	}

	/**
	 * Return an array of zeros.
	 * @throws RefusedMemoryException if there is none
	 */
	MemoryArray get(int length) {
		if (!this.keeping) {
			this.keeping = true;
		}
		MemoryArray array = take(length);
		if (array == null) {
			MemoryShare share = this.budget.createShare();
			acquire(share, length, true);
			return new MemoryArray(allocate(share, length, NOTHING, length), share, 0);
		}
		array.clear(0, length);
		return array;
	}

	/**
	 * Return a longer array that begins with the same bytes, in the place of the given
	 * one. The others are zeros only beyond what was {@linkplain MemoryArray#written()
	 * written}: they are wiped out when they are needed.
	 * @param array the array
	 * @param size how many of its bytes are used
	 * @param length how long it has to be
	 * @param needed whether others have to give memory back if there is not enough
	 * @param viewed whether somebody still looks at the given array
	 * @throws RefusedMemoryException if there is none; the given one stays in its place
	 */
	MemoryArray extend(MemoryArray array, int size, int length, boolean needed, boolean viewed) {
		array.noteWritten(size);
		MemoryArray extended = take(length);
		if (extended != null) {
			System.arraycopy(array.bytes(), 0, extended.bytes(), 0, size);
			release(array, viewed);
			return extended;
		}
		// what is copied counts once: the given array is garbage at once, unless it is
		// kept
		int more = length - array.length();
		acquire(array.share(), more, needed);
		extended = new MemoryArray(allocate(array.share(), more, array.bytes(), length), array.share(),
				array.written());
		if (!viewed && canKeep(array.bytes())) {
			keepOutgrown(array);
		}
		return extended;
	}

	/**
	 * Return an array that begins with the same bytes and has no more, in the place of a
	 * longer one that nobody looks at.
	 * @param array the array
	 * @param size how many of its bytes are used
	 * @throws RefusedMemoryException if there is none; the given one stays in its place
	 */
	MemoryArray shrink(MemoryArray array, int size) {
		MemoryArray fitting = take(size);
		if (fitting != null) {
			System.arraycopy(array.bytes(), 0, fitting.bytes(), 0, size);
		}
		else {
			MemoryShare share = this.budget.createShare();
			acquire(share, size, false);
			fitting = new MemoryArray(allocate(share, size, array.bytes(), size), share, size);
		}
		fitting.noteWritten(size);
		array.noteWritten(size);
		release(array, false);
		return fitting;
	}

	private void acquire(MemoryShare share, int bytes, boolean needed) {
		if (!((needed) ? share.acquire(bytes) : share.tryAcquire(bytes))) {
			throw new RefusedMemoryException(Cause.TOTAL, null);
		}
	}

	/**
	 * Allocate an array, if need be after others have given some of the heap back.
	 * @param share what was acquired for it
	 * @param acquired how many bytes were
	 * @param start how it begins
	 * @param length how long it is
	 */
	private byte[] allocate(MemoryShare share, int acquired, byte[] start, int length) {
		try {
			return Arrays.copyOf(start, length);
		}
		catch (OutOfMemoryError ex) {
			this.budget.reclaim(length);
			HeapReserve.ofProcess().reclaim(length);
		}
		try {
			return Arrays.copyOf(start, length);
		}
		catch (OutOfMemoryError ex) {
			share.release(acquired);
			throw new RefusedMemoryException(Cause.HEAP, ex);
		}
	}

	private @Nullable MemoryArray take(int length) {
		if (length <= this.longest) {
			for (int i = 0; i < this.slots.length(); i++) {
				MemoryArray array = this.slots.get(i);
				if (array != null && array.length() == length && this.slots.compareAndSet(i, array, null)) {
					this.kept.addAndGet(-length);
					return array;
				}
			}
		}
		return null;
	}

	/**
	 * Take an array that nobody uses anymore, unless somebody still looks at it.
	 */
	void release(MemoryArray array, boolean viewed) {
		if (viewed || !canKeep(array.bytes())) {
			array.share().close();
			return;
		}
		keep(array);
	}

	private boolean canKeep(byte[] array) {
		return this.keeping && array.length > 0 && array.length <= this.longest;
	}

	/**
	 * Keep an array if there is room for it besides the longer one.
	 */
	private void keepOutgrown(MemoryArray array) {
		MemoryShare share = this.budget.createShare();
		if (share.tryAcquire(array.length())) {
			keep(new MemoryArray(array.bytes(), share, array.written()));
		}
		else {
			share.close();
		}
	}

	private void keep(MemoryArray array) {
		int slot = findSlot();
		MemoryArray previous = this.slots.getAndSet(slot, array);
		this.kept.addAndGet(array.length());
		dropped(previous);
		if (this.kept.get() > this.most) {
			makeRoom(slot);
		}
		if (!this.keeping) {
			releaseKept();
		}
	}

	/**
	 * Drop one array after the other until those that are left, among them the new one,
	 * are not too long.
	 */
	private void makeRoom(int slot) {
		for (int i = 0; i < this.slots.length() && this.kept.get() > this.most; i++) {
			int other = next();
			if (other != slot) {
				drop(other);
			}
		}
	}

	private int drop(int slot) {
		return dropped(this.slots.getAndSet(slot, null));
	}

	private int dropped(@Nullable MemoryArray array) {
		if (array == null) {
			return 0;
		}
		this.kept.addAndGet(-array.length());
		array.share().close();
		return array.length();
	}

	/**
	 * Return an empty slot, or else one after the other: its array may have a length that
	 * no memory asks for again.
	 */
	private int findSlot() {
		for (int i = 0; i < this.slots.length(); i++) {
			if (this.slots.get(i) == null) {
				return i;
			}
		}
		return next();
	}

	private int next() {
		return Math.floorMod(this.replaced.getAndIncrement(), this.slots.length());
	}

	/**
	 * Describe that there is no array for a memory.
	 */
	RefusedGrowth refused(long pages, long wantedPages, RefusedMemoryException ex) {
		return (ex.reason() == Cause.TOTAL) ? RefusedGrowth.ofTotal(pages, wantedPages, this.budget)
				: RefusedGrowth.of(pages, wantedPages, ex.reason());
	}

	/**
	 * Drop the arrays that are kept, and keep no more before one is asked for again.
	 */
	void rest() {
		this.keeping = false;
		releaseKept();
	}

	/**
	 * Drop the arrays that are kept, for good.
	 */
	void close() {
		this.budget.unregister(this);
		rest();
	}

	private void releaseKept() {
		reclaim(Long.MAX_VALUE);
	}

	@Override
	public long reclaim(long bytes) {
		long given = 0;
		for (int i = 0; i < this.slots.length() && given < bytes; i++) {
			given += drop(i);
		}
		return given;
	}

	/**
	 * Arrays that nobody uses go first.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
