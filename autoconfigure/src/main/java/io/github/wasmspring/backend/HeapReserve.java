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

package io.github.wasmspring.backend;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.springframework.util.Assert;

/**
 * Heap that loads share: one that needs more than there is waits until others have ended,
 * so that they do not fill the heap together.
 */
final class HeapReserve {

	/**
	 * Share of the free heap that loads may take together.
	 */
	private static final double SHARE = 0.75;

	private static final HeapReserve OF_PROCESS = new HeapReserve(HeapReserve::measure);

	private final ReentrantLock lock = new ReentrantLock(true);

	private final Condition released = this.lock.newCondition();

	private final LongSupplier capacity;

	private long taken;

	HeapReserve(LongSupplier capacity) {
		this.capacity = capacity;
	}

	/**
	 * Return the reserve of this process.
	 */
	static HeapReserve ofProcess() {
		return OF_PROCESS;
	}

	/**
	 * Measure what loads may take: a share of what was left after the last collections.
	 */
	private static long measure() {
		long live = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			MemoryUsage usage = (pool.getType() == MemoryType.HEAP) ? pool.getCollectionUsage() : null;
			live += (usage != null) ? usage.getUsed() : 0;
		}
		return (long) (SHARE * Math.max(0, Runtime.getRuntime().maxMemory() - live));
	}

	/**
	 * Return how many bytes all loads together may take.
	 */
	long capacity() {
		return this.capacity.getAsLong();
	}

	/**
	 * Take bytes, as soon as others have returned enough.
	 * @param bytes how many, at most the {@linkplain #capacity() capacity}
	 * @param timeout the longest wait, zero for any time
	 * @return whether they were taken in time
	 */
	boolean acquire(long bytes, Duration timeout) throws InterruptedException {
		Assert.isTrue(bytes >= 0, "'bytes' must not be negative");
		long left = (timeout.isZero()) ? Long.MAX_VALUE : timeout.toNanos();
		this.lock.lockInterruptibly();
		try {
			// what nobody else competes for is there: how much there is may change
			// meanwhile
			while (this.taken > 0 && this.taken + bytes > capacity()) {
				if (left <= 0) {
					return false;
				}
				left = (left == Long.MAX_VALUE) ? awaitRelease() : this.released.awaitNanos(left);
			}
			this.taken += bytes;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long awaitRelease() throws InterruptedException {
		this.released.await(1, TimeUnit.MINUTES);
		return Long.MAX_VALUE;
	}

	/**
	 * Return bytes that were taken.
	 */
	void release(long bytes) {
		this.lock.lock();
		try {
			this.taken -= bytes;
			this.released.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
