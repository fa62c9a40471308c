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
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Keeps some arrays of memories that are gone for the next ones, which is cheaper than
 * new ones. What an instance wrote is wiped out before anybody else gets its array.
 */
final class MemoryArrays {

	/**
	 * Longest array that is kept: what modules have at the start, and some pages more.
	 */
	private static final int LONGEST = 4 * 1024 * 1024;

	/**
	 * How many bytes are kept at most.
	 */
	private static final int MOST = 4 * LONGEST;

	private final AtomicReferenceArray<byte @Nullable []> slots;

	private final AtomicInteger kept = new AtomicInteger();

	private final AtomicInteger replaced = new AtomicInteger();

	/**
	 * Create a place for two arrays per processor: most calls use an array, and a longer
	 * one once their memory has grown.
	 */
	MemoryArrays() {
		this(Math.min(32, 2 * Runtime.getRuntime().availableProcessors()));
	}

	/**
	 * Create a place for some arrays.
	 * @param slots how many are kept at most
	 */
	MemoryArrays(int slots) {
		this.slots = new AtomicReferenceArray<>(slots);
	}

	/**
	 * Return an array of zeros.
	 */
	byte[] get(int length) {
		byte[] array = take(length);
		if (array == null) {
			return new byte[length];
		}
		Arrays.fill(array, (byte) 0);
		return array;
	}

	/**
	 * Return a longer array that begins with the same bytes and goes on with zeros.
	 */
	byte[] extend(byte[] array, int length) {
		byte[] extended = take(length);
		if (extended == null) {
			return Arrays.copyOf(array, length);
		}
		System.arraycopy(array, 0, extended, 0, array.length);
		Arrays.fill(extended, array.length, length, (byte) 0);
		return extended;
	}

	private byte @Nullable [] take(int length) {
		if (length <= LONGEST) {
			for (int i = 0; i < this.slots.length(); i++) {
				byte[] array = this.slots.get(i);
				if (array != null && array.length == length && this.slots.compareAndSet(i, array, null)) {
					this.kept.addAndGet(-length);
					return array;
				}
			}
		}
		return null;
	}

	/**
	 * Take an array that nobody uses anymore.
	 */
	void release(byte[] array) {
		if (array.length == 0 || array.length > LONGEST) {
			return;
		}
		int slot = findSlot();
		byte[] previous = this.slots.getAndSet(slot, array);
		int more = (previous != null) ? array.length - previous.length : array.length;
		if (this.kept.addAndGet(more) > MOST) {
			makeRoom(slot);
		}
	}

	/**
	 * Drop one array after the other until those that are left, among them the new one,
	 * are not too long.
	 */
	private void makeRoom(int slot) {
		for (int i = 0; i < this.slots.length() && this.kept.get() > MOST; i++) {
			int other = next();
			byte[] dropped = (other != slot) ? this.slots.getAndSet(other, null) : null;
			if (dropped != null) {
				this.kept.addAndGet(-dropped.length);
			}
		}
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

}
