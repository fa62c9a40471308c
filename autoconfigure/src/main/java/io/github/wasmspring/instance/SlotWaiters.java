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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for a slot. The first of them tries to take one that is free, and
 * whoever comes along may be faster, which keeps busy slots busy. But once a thread has
 * had its {@link SlotTurn turn}, it passes its slot to the first who waits.
 */
final class SlotWaiters {

	/**
	 * The first sleeps this long after it was woken in vain, while nobody wakes it: to
	 * wake a thread takes hundreds of times as long as a short call.
	 */
	private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

	/**
	 * How soon a thread looks again that has just begun to wait, see {@link SlotLock}.
	 */
	private static final long FIRST_SLEEP = TimeUnit.MICROSECONDS.toNanos(100);

	/**
	 * The first looks again after this time even if nobody wakes it: a thread wakes it
	 * after some of its calls only.
	 */
	private static final long SLEEP_OF_FIRST = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * Another looks after this time whether it is the first.
	 */
	private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(50);

	/**
	 * How long a thread has waited when it looks for slots that nobody uses.
	 */
	private static final long SUSPICIOUS = TimeUnit.MILLISECONDS.toNanos(100);

	private final long maxWait;

	private final Queue<Waiter> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * Whether the first was woken, and has not gone back to sleep for long.
	 */
	private final AtomicBoolean awake = new AtomicBoolean();

	SlotWaiters(Duration maxWait) {
		this.maxWait = (maxWait.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0) ? maxWait.toNanos() : Long.MAX_VALUE;
	}

	boolean isEmpty() {
		return this.count.get() == 0;
	}

	int count() {
		return this.count.get();
	}

	/**
	 * Wait for a slot.
	 * @param attempt takes a slot if there is a free one
	 * @param check throws an exception if there will be no more slots
	 * @param repair finds slots that nobody uses
	 * @return the slot, or {@code null} if none became free in time
	 * @throws InterruptedException if the thread was interrupted
	 */
	@Nullable Slot await(Supplier<@Nullable Slot> attempt, Runnable check, Runnable repair) throws InterruptedException {
		Waiter waiter = new Waiter();
		this.count.incrementAndGet();
		try {
			this.queue.add(waiter);
			return await(waiter, attempt, check, repair);
		}
		finally {
			this.count.decrementAndGet();
			if (!waiter.served) {
				refuse(waiter);
			}
			this.awake.set(false);
			wakeFirst();
		}
	}

	private @Nullable Slot await(Waiter waiter, Supplier<@Nullable Slot> attempt, Runnable check, Runnable repair)
			throws InterruptedException {
		long suspicious = Math.min(SUSPICIOUS, this.maxWait);
		long sleep = FIRST_SLEEP;
		boolean woken = false;
		while (!waiter.isPassed()) {
			check.run();
			long waited = System.nanoTime() - waiter.since;
			boolean first = this.queue.peek() == waiter;
			if (first) {
				woken = !woken && this.awake.get();
				if (!woken) {
					// from now on, whoever lets a slot go wakes this thread
					this.awake.set(false);
				}
				if (waited > suspicious) {
					suspicious = waited + SUSPICIOUS;
					repair.run();
				}
				Slot slot = attempt.get();
				if (slot != null) {
					return slot;
				}
			}
			if (waited >= this.maxWait) {
				return waiter.end();
			}
			LockSupport.parkNanos(this, Math.min(this.maxWait - waited, (woken) ? PAUSE : sleep));
			sleep = (first) ? SLEEP_OF_FIRST : LONGEST_SLEEP;
			if (!waiter.isPassed() && Thread.interrupted()) {
				throw new InterruptedException();
			}
		}
		return waiter.end();
	}

	/**
	 * Let go what the waiter is passed and does not need.
	 */
	private void refuse(Waiter waiter) {
		Slot slot = waiter.end();
		if (slot != null) {
			slot.unlock();
		}
		else {
			this.queue.remove(waiter);
		}
	}

	/**
	 * Pass a slot to the thread that waits for the longest time.
	 * @param slot a slot whose lock is held
	 * @return whether the slot has another owner now
	 */
	boolean pass(Slot slot) {
		for (Waiter waiter = this.queue.poll(); waiter != null; waiter = this.queue.poll()) {
			if (waiter.pass(slot)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Wake the first, unless it is awake.
	 */
	void wakeFirst() {
		Waiter waiter = this.queue.peek();
		if (waiter != null && !this.awake.get() && this.awake.compareAndSet(false, true)) {
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
		private static final Slot ENDED = Slot.pooled();

		private final Thread thread = Thread.currentThread();

		private final long since = System.nanoTime();

		private final AtomicReference<@Nullable Slot> passed = new AtomicReference<>();

		private boolean served;

		boolean isPassed() {
			return this.passed.get() != null;
		}

		boolean pass(Slot slot) {
			slot.bequeath(this.thread);
			if (this.passed.compareAndSet(null, slot)) {
				LockSupport.unpark(this.thread);
				return true;
			}
			slot.inherit();
			return false;
		}

		/**
		 * Stop waiting.
		 * @return the slot that was passed, if any
		 */
		@Nullable Slot end() {
			Slot slot = this.passed.getAndSet(ENDED);
			if (slot == ENDED) {
				return null;
			}
			if (slot != null) {
				slot.inherit();
				slot.turn().begin();
				this.served = true;
			}
			return slot;
		}

	}

}
