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
import java.util.function.Supplier;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Heap that loads share: one that needs more than there is waits until others have ended,
 * so that they do not fill the heap together.
 *
 * @since 0.1.0
 */
public final class HeapReserve {

	/**
	 * Share of the free heap that loads may take together.
	 */
	private static final double SHARE = 0.75;

	private static final HeapReserve OF_PROCESS = new HeapReserve(HeapReserve::measure);

	private final ReentrantLock lock = new ReentrantLock(true);

	private final Condition released = this.lock.newCondition();

	private final Reclaimers reclaimers = new Reclaimers();

	private final LongSupplier capacity;

	private long taken;

	HeapReserve(LongSupplier capacity) {
		this.capacity = capacity;
	}

	/**
	 * Return the reserve of this process.
	 * @return the reserve, always the same one
	 */
	public static HeapReserve ofProcess() {
		return OF_PROCESS;
	}

	/**
	 * Measure what loads may take: a share of what was left after the last collections.
	 * Where a pool had none of its own yet, as the old generation of G1 for long, all
	 * that is in it counts.
	 */
	private static long measure() {
		long live = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			if (pool.getType() == MemoryType.HEAP && !isYoung(pool)) {
				MemoryUsage collected = pool.getCollectionUsage();
				live += (collected != null && collected.getUsed() > 0) ? collected.getUsed()
						: pool.getUsage().getUsed();
			}
		}
		return (long) (SHARE * Math.max(0, Runtime.getRuntime().maxMemory() - live));
	}

	/**
	 * Return whether a pool has new objects only, most of which do not live long.
	 */
	private static boolean isYoung(MemoryPoolMXBean pool) {
		return pool.getName().contains("Eden") || pool.getName().contains("Survivor")
				|| pool.getName().contains("Young");
	}

	/**
	 * Let somebody be asked for heap. The reserve does not keep him alive: whoever
	 * registers an object has to refer to it.
	 * @param reclaimer who can give heap back
	 */
	public void register(MemoryReclaimer reclaimer) {
		this.reclaimers.add(reclaimer);
	}

	/**
	 * Don't ask somebody any longer.
	 * @param reclaimer who was registered
	 */
	public void unregister(MemoryReclaimer reclaimer) {
		this.reclaimers.remove(reclaimer);
	}

	/**
	 * Ask others to give heap back.
	 * @param bytes how many bytes are lacking
	 * @return how many bytes they estimate to have given back
	 */
	public long reclaim(long bytes) {
		return this.reclaimers.ask(() -> bytes);
	}

	/**
	 * Return whether hardly any heap is free.
	 * @return whether less than a quarter was left after the last collections
	 */
	public boolean isShort() {
		return capacity() < SHARE * Runtime.getRuntime().maxMemory() / 4;
	}

	/**
	 * Return how many bytes all loads together may take.
	 */
	long capacity() {
		return this.capacity.getAsLong();
	}

	/**
	 * Return how many bytes all loads together may take, after others have given heap
	 * back if that is not enough.
	 * @param bytes how many bytes are needed
	 */
	long capacityFor(long bytes) {
		long capacity = capacity();
		if (bytes > capacity && reclaim(bytes - capacity) > 0) {
			// what was given back shows after a collection
			System.gc();
			capacity = capacity();
		}
		return capacity;
	}

	/**
	 * Run something that takes heap, as soon as others have returned enough.
	 * @param <T> the type of the result
	 * @param bytes how many bytes it takes; one that takes more than there is waits until
	 * it is alone
	 * @param context names the module
	 * @param action what to run
	 * @return its result
	 * @throws WasmLoadException if the thread is interrupted while it waits
	 */
	public <T> T run(long bytes, WasmErrorContext context, Supplier<T> action) {
		try {
			acquire(bytes, Duration.ZERO);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WasmLoadException(Reason.INTERRUPTED, context,
					"the thread was interrupted while it waited for heap", null, null);
		}
		try {
			return action.get();
		}
		finally {
			release(bytes);
		}
	}

	/**
	 * Take bytes, as soon as others have returned enough.
	 * @param bytes how many, at most the {@linkplain #capacity() capacity}
	 * @param timeout the longest wait, zero for any time
	 * @return whether they were taken in time
	 */
	boolean acquire(long bytes, Duration timeout) throws InterruptedException {
		Assert.isTrue(bytes >= 0, "'bytes' must not be negative");
		if (lacks(bytes)) {
			capacityFor(Long.MAX_VALUE);
		}
		long left = (timeout.isZero()) ? Long.MAX_VALUE : timeout.toNanos();
		this.lock.lockInterruptibly();
		try {
			// what nobody else competes for is there: how much there is may change
			// meanwhile
			while (lacks(bytes)) {
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

	private boolean lacks(long bytes) {
		this.lock.lock();
		try {
			return this.taken > 0 && this.taken + bytes > capacity();
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
