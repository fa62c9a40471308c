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

package io.github.wasmspring.backend.wasmtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls of host functions by all guests of the process, of which each takes
 * memory until its guest returns to Java.
 * <p>
 * The first ones of each call are not counted, so that guests which call few of them are
 * never refused any for the sake of others.
 */
final class HostCallQuota {

	/**
	 * The quota of the process.
	 */
	static final HostCallQuota SHARED = new HostCallQuota(Runtime.getRuntime().maxMemory());

	/**
	 * How many calls are counted at once, after as many that are not.
	 */
	static final int BLOCK = 4096;

	/**
	 * What a call takes of the heap, 24 bytes as measured, and about as much besides it.
	 */
	private static final int BYTES_PER_CALL = 32;

	/**
	 * What there has to be for a block of calls, besides what they take: the engine ends
	 * the process if it cannot allocate what it passes or throws.
	 */
	static final int RESERVE = 2 * BLOCK * BYTES_PER_CALL;

	/**
	 * Part of the heap that calls may take.
	 */
	private static final int PART = 4;

	private final long maxBlocks;

	private final AtomicLong blocks = new AtomicLong();

	/**
	 * Create a quota.
	 * @param heap the size of the heap, in bytes
	 */
	HostCallQuota(long heap) {
		this.maxBlocks = Math.max(1, heap / PART / BYTES_PER_CALL / BLOCK);
	}

	/**
	 * Return the most calls at once.
	 */
	long max() {
		return this.maxBlocks * BLOCK;
	}

	/**
	 * Account for a block of calls.
	 * @throws HostCallLimitException if there can be no more
	 */
	void acquire() {
		if (this.blocks.incrementAndGet() > this.maxBlocks) {
			this.blocks.decrementAndGet();
			throw HostCallLimitException.ofProcess(max());
		}
	}

	/**
	 * Give calls back.
	 * @param before how many calls the guest had made
	 * @param after how many of them still take memory
	 */
	void release(int before, int after) {
		int released = counted(before) - counted(after);
		if (released > 0) {
			this.blocks.addAndGet(-released);
		}
	}

	/**
	 * Return the number of blocks that are counted.
	 */
	private static int counted(int calls) {
		return Math.max(0, (calls - 1) / BLOCK);
	}

}
