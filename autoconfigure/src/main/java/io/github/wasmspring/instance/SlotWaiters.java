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

package io.github.wasmspring.instance;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for a slot. Whoever comes along may overtake them, which keeps busy
 * slots busy, until a thread has waited too long: then it is given the next slot.
 */
final class SlotWaiters {

	private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * A thread looks again after this time even if nobody wakes it.
	 */
	private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(50);

	private final long maxWait;

	private final Queue<Waiter> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger count = new AtomicInteger();

	SlotWaiters(Duration maxWait) {
		this.maxWait = (maxWait.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0) ? maxWait.toNanos() : Long.MAX_VALUE;
	}

	boolean isEmpty() {
		return this.count.get() == 0;
	}

	/**
	 * Wait for a slot.
	 * @param attempt takes a slot if there is a free one
	 * @return the slot, or {@code null} if none became free in time
	 * @throws InterruptedException if the thread was interrupted
	 */
	@Nullable InstanceSlot await(Supplier<@Nullable InstanceSlot> attempt) throws InterruptedException {
		Waiter waiter = new Waiter();
		this.count.incrementAndGet();
		this.queue.add(waiter);
		boolean decided = false;
		try {
			InstanceSlot slot = await(waiter, attempt);
			decided = true;
			return slot;
		}
		finally {
			this.queue.remove(waiter);
			this.count.decrementAndGet();
			if (!decided) {
				waiter.refuse();
			}
			wakeFirst();
		}
	}

	private @Nullable InstanceSlot await(Waiter waiter, Supplier<@Nullable InstanceSlot> attempt)
			throws InterruptedException {
		while (true) {
			InstanceSlot slot = (waiter.isOffered()) ? null : attempt.get();
			if (slot != null) {
				InstanceSlot offered = waiter.end();
				if (offered != null) {
					offered.unlock();
				}
				return slot;
			}
			long remaining = this.maxWait - (System.nanoTime() - waiter.since);
			if (waiter.isOffered() || remaining <= 0) {
				return waiter.end();
			}
			LockSupport.parkNanos(this, Math.min(remaining, LONGEST_SLEEP));
			if (!waiter.isOffered() && Thread.interrupted()) {
				throw new InterruptedException();
			}
		}
	}

	/**
	 * Pass a slot to the thread that waits for the longest time, if that is too long.
	 * @param slot a slot whose lock is held
	 * @return whether the slot has another owner now
	 */
	boolean passToOverdue(InstanceSlot slot) {
		Waiter waiter = this.queue.peek();
		while (waiter != null && System.nanoTime() - waiter.since > PATIENCE) {
			this.queue.remove(waiter);
			if (waiter.offer(slot)) {
				return true;
			}
			waiter = this.queue.peek();
		}
		return false;
	}

	void wakeFirst() {
		Waiter waiter = this.queue.peek();
		if (waiter != null) {
			LockSupport.unpark(waiter.thread);
		}
	}

	void wakeAll() {
		this.queue.forEach((waiter) -> LockSupport.unpark(waiter.thread));
	}

	/**
	 * A thread that waits.
	 */
	private static final class Waiter {

		/**
		 * Stands for the end of waiting.
		 */
		private static final InstanceSlot ENDED = new InstanceSlot();

		private final Thread thread = Thread.currentThread();

		private final long since = System.nanoTime();

		private final AtomicReference<@Nullable InstanceSlot> offered = new AtomicReference<>();

		boolean isOffered() {
			return this.offered.get() != null;
		}

		boolean offer(InstanceSlot slot) {
			slot.bequeath();
			if (this.offered.compareAndSet(null, slot)) {
				LockSupport.unpark(this.thread);
				return true;
			}
			slot.inherit();
			return false;
		}

		/**
		 * Stop waiting.
		 * @return the slot that was offered, if any
		 */
		@Nullable InstanceSlot end() {
			InstanceSlot slot = this.offered.getAndSet(ENDED);
			if (slot == ENDED) {
				return null;
			}
			if (slot != null) {
				slot.inherit();
			}
			return slot;
		}

		void refuse() {
			InstanceSlot slot = end();
			if (slot != null) {
				slot.unlock();
			}
		}

	}

}
