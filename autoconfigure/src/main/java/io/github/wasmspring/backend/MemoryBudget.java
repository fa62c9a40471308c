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

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmSetting;

/**
 * Linear memory that all instances on one kind of memory may take together. When there is
 * not enough of it, those who can do without theirs are asked to give some back.
 *
 * @since 0.1.0
 */
public final class MemoryBudget {

	/**
	 * How often others are asked before memory is refused: what they give back may go to
	 * another thread.
	 */
	private static final int ROUNDS = 3;

	private final long max;

	private final WasmSetting setting;

	private final AtomicLong used = new AtomicLong();

	private final Reclaimers reclaimers = new Reclaimers();

	private final Set<Taken> shares = ConcurrentHashMap.newKeySet();

	/**
	 * Create a budget.
	 * @param max the most bytes
	 * @param setting the setting that says so
	 */
	public MemoryBudget(long max, WasmSetting setting) {
		Assert.isTrue(max >= 0, "'max' must not be negative");
		Assert.notNull(setting, "'setting' must not be null");
		this.max = max;
		this.setting = setting;
	}

	/**
	 * Create a budget of the heap that applies where nothing is configured: half of it.
	 * @return a new budget
	 */
	public static MemoryBudget ofHeap() {
		return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, WasmSetting.MAX_TOTAL_MEMORY);
	}

	/**
	 * Return how many bytes all may take together.
	 * @return the number of bytes
	 */
	public long getMax() {
		return this.max;
	}

	/**
	 * Return the setting that says how many bytes there are.
	 * @return the setting
	 */
	public WasmSetting getSetting() {
		return this.setting;
	}

	/**
	 * Return how many bytes are taken.
	 * @return the number of bytes
	 */
	public long getUsed() {
		releaseLost();
		return this.used.get();
	}

	/**
	 * Return how many bytes are taken, among them what lost shares took, which takes no
	 * time to find out.
	 * @return the number of bytes
	 */
	public long getTaken() {
		return this.used.get();
	}

	/**
	 * Let somebody be asked for memory. The budget does not keep him alive: whoever
	 * registers an object has to refer to it.
	 * @param reclaimer who can give memory back
	 */
	public void register(MemoryReclaimer reclaimer) {
		Assert.notNull(reclaimer, "'reclaimer' must not be null");
		this.reclaimers.add(reclaimer);
	}

	/**
	 * Don't ask somebody any longer.
	 * @param reclaimer who was registered
	 */
	public void unregister(MemoryReclaimer reclaimer) {
		Assert.notNull(reclaimer, "'reclaimer' must not be null");
		this.reclaimers.remove(reclaimer);
	}

	/**
	 * Take bytes, also if others have to give some back first.
	 * @param bytes how many
	 * @return whether they were taken
	 */
	public boolean acquire(long bytes) {
		if (tryAcquire(bytes)) {
			return true;
		}
		if (bytes > this.max) {
			return false;
		}
		releaseLost();
		boolean acquired = tryAcquire(bytes);
		for (int i = 0; i < ROUNDS && !acquired; i++) {
			long given = this.reclaimers.ask(() -> this.used.get() + bytes - this.max);
			acquired = tryAcquire(bytes);
			if (given == 0) {
				break;
			}
		}
		return acquired;
	}

	/**
	 * Take bytes if they are there.
	 * @param bytes how many
	 * @return whether they were taken
	 */
	public boolean tryAcquire(long bytes) {
		Assert.isTrue(bytes >= 0, "'bytes' must not be negative");
		// nothing is called once the counter has moved, so nothing can be thrown then
		long now = this.used.get();
		while (bytes <= this.max - now) {
			if (this.used.compareAndSet(now, now + bytes)) {
				return true;
			}
			now = this.used.get();
		}
		return false;
	}

	/**
	 * Give bytes back.
	 * @param bytes how many
	 */
	public void release(long bytes) {
		this.used.getAndAdd(-bytes);
	}

	/**
	 * Ask others to give bytes back, because something else than this budget lacks them:
	 * the heap is full.
	 * @param bytes how many are lacking
	 * @return how many were given back
	 */
	public long reclaim(long bytes) {
		long before = this.used.get();
		return this.reclaimers.ask(() -> bytes - (before - this.used.get()));
	}

	/**
	 * Create a share that takes nothing yet.
	 * @return the share, which gives back what it took when it is closed, or when nobody
	 * refers to it any longer
	 */
	public MemoryShare createShare() {
		return new MemoryShare(this);
	}

	Taken register(MemoryShare share) {
		Taken taken = new Taken(share);
		this.shares.add(taken);
		return taken;
	}

	/**
	 * Give back all that a share took, once.
	 */
	void release(Taken taken) {
		synchronized (taken) {
			// in this order: what is thrown before the counter has moved leaves the share
			// as it is, to be found later
			release(taken.bytes);
			taken.bytes = 0;
		}
		this.shares.remove(taken);
	}

	/**
	 * Give back what shares took that nobody refers to any longer.
	 */
	private void releaseLost() {
		for (Taken taken : this.shares) {
			if (taken.refersTo(null)) {
				release(taken);
			}
		}
	}

	@Override
	public String toString() {
		return "%d of %d bytes".formatted(this.used.get(), this.max);
	}

	/**
	 * What a share took, which outlives it.
	 */
	static final class Taken extends WeakReference<MemoryShare> {

		/**
		 * How many bytes the counter knows of.
		 */
		long bytes;

		Taken(MemoryShare share) {
			super(share);
		}

	}

}
