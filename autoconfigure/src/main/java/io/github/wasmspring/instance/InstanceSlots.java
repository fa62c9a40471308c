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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;

/**
 * The places for the instances of a module, of which a bounded number can be in use at
 * once, and none after they are closed.
 * <p>
 * A thread returns to the slot that it used last, so that threads that call all the time
 * do not meet, and no slot is added while one with an instance is free.
 */
final class InstanceSlots {

	private static final int HINTS = 64;

	private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);

	private final WasmModule module;

	private final PoolFailures failures;

	private final SlotWaiters waiters;

	private final int max;

	private final AtomicReference<InstanceSlot[]> slots = new AtomicReference<>(
			new InstanceSlot[] { new InstanceSlot() });

	/**
	 * Index of the slot that a thread used last, by a hash of the thread. May be any
	 * index at any time.
	 */
	private final int[] hints = new int[HINTS];

	private volatile boolean closed;

	InstanceSlots(WasmModule module, InstanceSettings settings) {
		this.module = module;
		this.failures = new PoolFailures(module, settings);
		this.waiters = new SlotWaiters(settings.maxWait());
		this.max = settings.effectiveMax();
	}

	/**
	 * Take a slot, one with an instance if possible, and wait if none is free.
	 * @return a slot whose lock is held
	 */
	InstanceSlot take() {
		Thread thread = Thread.currentThread();
		int hint = this.hints[hash(thread)];
		InstanceSlot slot = this.slots.get()[hint];
		if (slot.getInstance() == null || !slot.tryLock()) {
			slot = takeOther(thread, hint, true);
		}
		return checked(slot);
	}

	/**
	 * Take a slot, one without an instance if possible, and wait if none is free.
	 * @return a slot whose lock is held
	 */
	InstanceSlot takeEmpty() {
		Thread thread = Thread.currentThread();
		return checked(takeOther(thread, this.hints[hash(thread)], false));
	}

	private InstanceSlot checked(InstanceSlot slot) {
		if (this.closed) {
			giveBack(slot);
			checkOpen();
		}
		return slot;
	}

	private static int hash(Thread thread) {
		return (int) thread.getId() & (HINTS - 1);
	}

	private InstanceSlot takeOther(Thread thread, int start, boolean withInstance) {
		checkOpen();
		InstanceSlot slot = find(thread, start, withInstance);
		if (slot != null) {
			return slot;
		}
		int mine = countHeldBy(thread);
		if (mine >= this.max) {
			throw this.failures.usedByCaller();
		}
		try {
			slot = this.waiters.await(() -> {
				checkOpen();
				return find(thread, start, withInstance);
			});
		}
		catch (InterruptedException ex) {
			thread.interrupt();
			throw this.failures.interrupted(ex);
		}
		finally {
			closeInstancesIfClosed();
		}
		if (slot == null) {
			throw this.failures.exhausted(mine > 0);
		}
		return slot;
	}

	private @Nullable InstanceSlot find(Thread thread, int start, boolean withInstance) {
		InstanceSlot slot = findFree(thread, start, withInstance);
		if (slot == null) {
			slot = findFree(thread, start, !withInstance);
		}
		return (slot != null) ? slot : add();
	}

	private @Nullable InstanceSlot findFree(Thread thread, int start, boolean withInstance) {
		InstanceSlot[] current = this.slots.get();
		for (int i = 0; i < current.length; i++) {
			int index = (start + i) % current.length;
			InstanceSlot slot = current[index];
			if ((slot.getInstance() != null) == withInstance && slot.tryLock()) {
				if (!current[start].isHeldBy(thread)) {
					this.hints[hash(thread)] = index;
				}
				return slot;
			}
		}
		return null;
	}

	private @Nullable InstanceSlot add() {
		InstanceSlot added = new InstanceSlot();
		added.tryLock();
		while (true) {
			InstanceSlot[] current = this.slots.get();
			if (current.length >= this.max) {
				return null;
			}
			InstanceSlot[] more = Arrays.copyOf(current, current.length + 1);
			more[current.length] = added;
			if (this.slots.compareAndSet(current, more)) {
				return added;
			}
		}
	}

	InstanceSlot[] all() {
		return this.slots.get();
	}

	private int countHeldBy(Thread thread) {
		int count = 0;
		for (InstanceSlot slot : this.slots.get()) {
			count += (slot.isHeldBy(thread)) ? 1 : 0;
		}
		return count;
	}

	/**
	 * Give a slot back, to the one who waits for it the longest if that is too long.
	 */
	void giveBack(InstanceSlot slot) {
		if (!this.waiters.isEmpty() && this.waiters.passToOverdue(slot)) {
			return;
		}
		slot.unlock();
		if (!this.waiters.isEmpty()) {
			this.waiters.wakeFirst();
		}
		closeInstancesIfClosed();
	}

	private void closeInstancesIfClosed() {
		if (this.closed) {
			closeInstances();
		}
	}

	/**
	 * Let nobody take a slot from now on, and close the instances that nobody uses. The
	 * others are closed when their slot is given back.
	 */
	void close() {
		this.closed = true;
		this.waiters.wakeAll();
		closeInstances();
	}

	/**
	 * Wait until no other thread holds a slot. Nobody waits for this but an application
	 * that ends, so it looks from time to time.
	 * @return whether none does; not if the current thread is interrupted
	 */
	boolean awaitFree(Duration timeout) {
		long start = System.nanoTime();
		while (isHeldByOther(Thread.currentThread())) {
			if (System.nanoTime() - start >= timeout.toNanos() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, LOOK_INTERVAL);
		}
		return true;
	}

	private boolean isHeldByOther(Thread thread) {
		for (InstanceSlot slot : this.slots.get()) {
			if (!slot.isHeldBy(thread)) {
				if (!slot.tryLock()) {
					return true;
				}
				slot.unlock();
			}
		}
		return false;
	}

	void checkOpen() {
		if (this.closed) {
			throw new IllegalStateException(
					"Module '%s' on backend '%s' is closed".formatted(this.module.getName(), this.module.getBackend()));
		}
	}

	private void closeInstances() {
		for (InstanceSlot slot : this.slots.get()) {
			if (!slot.isEmpty() && slot.tryLock()) {
				try {
					slot.close();
				}
				finally {
					slot.unlock();
				}
			}
		}
	}

}
