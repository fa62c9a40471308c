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

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;

/**
 * The places for the instances of a module, of which a bounded number can be in use at
 * once, and none after they are closed.
 * <p>
 * A thread returns to the slot that it used last, so that threads that call all the time
 * do not meet, and no slot is added while one with an instance is free.
 */
final class Slots {

	private static final int HINTS = 64;

	private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);

	private final WasmModule module;

	private final PoolFailures failures;

	private final SlotWaiters waiters;

	private final BiPredicate<Thread, Slot> running;

	private final PoolListener listener;

	private final int max;

	private final int maxWaiting;

	private final AtomicReference<Slot[]> slots = new AtomicReference<>(new Slot[] { Slot.pooled() });

	/**
	 * Index of the slot that a thread used last, by a hash of the thread. May be any
	 * index at any time.
	 */
	private final int[] hints = new int[HINTS];

	private volatile boolean closed;

	/**
	 * Create slots.
	 * @param running tells whether a thread runs a call, for which it took a slot
	 * @param listener hears who waited, and what was given back
	 */
	Slots(WasmModule module, InstanceSettings settings, BiPredicate<Thread, Slot> running, PoolListener listener) {
		this.module = module;
		this.running = running;
		this.listener = listener;
		this.failures = new PoolFailures(module, settings);
		this.waiters = new SlotWaiters(settings.maxWait());
		this.max = settings.effectiveMax();
		this.maxWaiting = settings.maxWaiting();
	}

	/**
	 * Take a slot, and wait if none is free.
	 * @param withInstance whether to take one with an instance if possible, or else one
	 * without
	 * @return a slot whose lock is held
	 */
	Slot take(boolean withInstance) {
		Thread thread = Thread.currentThread();
		int hint = this.hints[hash(thread)];
		Slot slot = this.slots.get()[hint];
		if (!withInstance || slot.getInstance() == null || !slot.tryLock()) {
			slot = takeOther(thread, hint, withInstance);
		}
		return (this.closed) ? refuse(slot) : slot;
	}

	private Slot refuse(Slot slot) {
		giveBack(slot);
		checkOpen();
		return slot;
	}

	private static int hash(Thread thread) {
		return (int) thread.getId() & (HINTS - 1);
	}

	/**
	 * Take a slot that the thread did not have before: one that is free, unless other
	 * threads wait for that. A thread that has some already does not queue up, since
	 * those who wait may wait for what it has.
	 */
	private Slot takeOther(Thread thread, int start, boolean withInstance) {
		checkOpen();
		int mine = countHeldBy(thread);
		Slot slot = (mine > 0 || this.waiters.isEmpty()) ? find(thread, start, withInstance) : null;
		if (slot == null && mine >= this.max) {
			replaceAbandoned(thread);
			slot = find(thread, start, withInstance);
		}
		return (slot != null) ? slot : await(thread, start, withInstance);
	}

	private Slot await(Thread thread, int start, boolean withInstance) {
		int mine = countHeldBy(thread);
		if (mine >= this.max) {
			throw this.failures.usedByCaller();
		}
		if (this.maxWaiting > 0 && this.waiters.count() >= this.maxWaiting) {
			throw this.failures.tooManyWait(mine > 0);
		}
		Slot slot;
		long began = System.nanoTime();
		try {
			slot = this.waiters.await(() -> find(thread, start, withInstance), this::checkOpen,
					() -> replaceAbandoned(null));
		}
		catch (InterruptedException ex) {
			thread.interrupt();
			throw this.failures.interrupted(ex);
		}
		finally {
			this.listener.waited(System.nanoTime() - began);
			closeInstancesIfClosed();
		}
		if (slot == null) {
			throw this.failures.exhausted(mine > 0);
		}
		return slot;
	}

	/**
	 * Let other slots take the place of those that were taken by threads which run no
	 * call anymore: an error at the wrong moment can keep a thread from giving a slot
	 * back. What a thread does is looked at twice, since it may just begin or end a call,
	 * or be passed a slot.
	 * @param idle a thread that does nothing of that, or {@code null}
	 */
	private void replaceAbandoned(@Nullable Thread idle) {
		for (Slot slot : this.slots.get()) {
			Thread holder = slot.holder();
			if (holder != null && !this.running.test(holder, slot) && slot.holder() == holder
					&& (holder == idle || slot.note(Slot.SUSPECTED))) {
				replace(slot, holder);
			}
		}
	}

	private void replace(Slot abandoned, Thread holder) {
		Slot replacement = Slot.pooled();
		this.slots.updateAndGet((current) -> {
			Slot[] changed = current.clone();
			for (int i = 0; i < changed.length; i++) {
				changed[i] = (changed[i] == abandoned) ? replacement : changed[i];
			}
			return changed;
		});
		abandoned.replaced();
		ModuleLog.of(this.module)
			.log(Level.WARNING, WasmErrorContext.of(this.module) + ": thread '" + holder.getName()
					+ "' has lost an instance in a call that ended with an error; another instance takes its place");
	}

	private @Nullable Slot find(Thread thread, int start, boolean withInstance) {
		Slot slot = findFree(thread, start, withInstance);
		if (slot == null) {
			slot = findFree(thread, start, !withInstance);
		}
		return (slot != null) ? slot : add();
	}

	private @Nullable Slot findFree(Thread thread, int start, boolean withInstance) {
		Slot[] current = this.slots.get();
		for (int i = 0; i < current.length; i++) {
			int index = (start + i) % current.length;
			Slot slot = current[index];
			if ((slot.getInstance() != null) == withInstance && slot.tryLock()) {
				if (!current[start].isHeldBy(thread)) {
					this.hints[hash(thread)] = index;
				}
				slot.turn().begin();
				return slot;
			}
		}
		return null;
	}

	private @Nullable Slot add() {
		Slot added = Slot.pooled();
		added.tryLock();
		while (true) {
			Slot[] current = this.slots.get();
			if (current.length >= this.max) {
				return null;
			}
			Slot[] more = Arrays.copyOf(current, current.length + 1);
			more[current.length] = added;
			if (this.slots.compareAndSet(current, more)) {
				return added;
			}
		}
	}

	/**
	 * Describe that there was no instance in time for one that uses none.
	 */
	WasmPoolExhaustedException exhausted() {
		return this.failures.exhausted(false);
	}

	int countWaiting() {
		return this.waiters.count();
	}

	Slot[] all() {
		return this.slots.get();
	}

	private int countHeldBy(Thread thread) {
		int count = 0;
		for (Slot slot : this.slots.get()) {
			count += (slot.isHeldBy(thread)) ? 1 : 0;
		}
		return count;
	}

	/**
	 * Give a slot back, to the one who waits the longest if it is that one's turn.
	 */
	void giveBack(Slot slot) {
		if (this.waiters.isEmpty()) {
			slot.letGo();
			if (!this.waiters.isEmpty()) {
				this.waiters.wakeFirst();
			}
		}
		else {
			giveBackWhileOthersWait(slot);
		}
		closeInstancesIfClosed();
	}

	private void giveBackWhileOthersWait(Slot slot) {
		boolean look = slot.turn().isLook();
		if (!look || !slot.turn().isOver() || slot.isReplaced() || !this.waiters.pass(slot)) {
			slot.letGo();
			if (look) {
				this.waiters.wakeFirst();
			}
		}
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
		for (Slot slot : this.slots.get()) {
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
			throw new PoolClosedException(this.module, this);
		}
	}

	private void closeInstances() {
		for (Slot slot : this.slots.get()) {
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

	/**
	 * Close the instance of a slot unless somebody uses it.
	 */
	void closeIdle(Slot slot) {
		if (slot.getInstance() != null && slot.tryLock()) {
			long size = 0;
			try {
				size = sizeOf(slot.getInstance());
				slot.close();
			}
			finally {
				giveBack(slot);
			}
			this.listener.gaveBack(size);
		}
	}

	private long sizeOf(@Nullable DefaultWasmInstance instance) {
		return (instance != null && instance.isOpen()) ? SlotUsage.read(this.module, instance.backend()) : 0;
	}

}
