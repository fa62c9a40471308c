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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Lock that is cheap to take and to let go as long as nobody waits for it.
 * <p>
 * Letting it go is a plain write followed by a look at whether somebody waits. The
 * processor may do the two in the other order, and so miss a thread that has just begun
 * to wait; that thread therefore looks again after its first, short sleep.
 */
class SlotLock extends CacheLinePadding {

	private static final VarHandle STATE;

	private static final VarHandle HOLDS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			STATE = lookup.findVarHandle(SlotLock.class, "state", int.class);
			HOLDS = lookup.findVarHandle(SlotLock.class, "holds", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int FREE = 0;

	private static final int HELD = 1;

	private static final long FIRST_SLEEP = TimeUnit.MICROSECONDS.toNanos(100);

	private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(50);

	private final ReentrantLock waiting = new ReentrantLock();

	private volatile @Nullable Thread first;

	@SuppressWarnings("unused")
	private volatile int state = FREE;

	/**
	 * The thread that holds the lock or did last, until another one takes it. It is
	 * written only if it changes: to write a reference costs more than all else here
	 * where the garbage collector has to be told, and then also those who write to other
	 * locks close by.
	 */
	private @Nullable Thread owner;

	/**
	 * How often the owner holds the lock. Read without synchronization: who was the owner
	 * before finds zero here, or another owner.
	 */
	private int holds;

	/**
	 * Take the lock if nobody holds it, not even the current thread.
	 */
	final boolean tryLock() {
		return this.state == FREE && acquire(Thread.currentThread());
	}

	/**
	 * Wait for the lock, unless the current thread holds it already.
	 */
	final void lock() {
		Thread current = Thread.currentThread();
		if (isHeldBy(current)) {
			this.holds++;
			return;
		}
		if (!acquire(current)) {
			await(current);
		}
	}

	private boolean acquire(Thread current) {
		if (!STATE.compareAndSet(this, FREE, HELD)) {
			return false;
		}
		try {
			taken(current);
			return true;
		}
		catch (Error ex) {
			// calls nothing, which could fail again
			this.holds = 0;
			this.state = FREE;
			throw ex;
		}
	}

	private void taken(Thread current) {
		if (this.owner != current) {
			this.owner = current;
			hasNewOwner();
		}
		HOLDS.setRelease(this, 1);
	}

	/**
	 * Wait as the first of those who wait.
	 */
	private void await(Thread current) {
		boolean interrupted = false;
		this.waiting.lock();
		try {
			this.first = current;
			long sleep = FIRST_SLEEP;
			while (!acquire(current)) {
				LockSupport.parkNanos(this, sleep);
				interrupted |= Thread.interrupted();
				sleep = LONGEST_SLEEP;
			}
		}
		finally {
			this.first = null;
			this.waiting.unlock();
		}
		if (interrupted) {
			current.interrupt();
		}
	}

	/**
	 * Let the lock go. Called by the thread that holds it.
	 */
	final void unlock() {
		if (this.holds > 1) {
			this.holds--;
		}
		else {
			letGo();
		}
	}

	/**
	 * Let the lock go, however often the current thread holds it: an error may have kept
	 * it from letting it go once.
	 */
	final void letGo() {
		this.holds = 0;
		try {
			STATE.setRelease(this, FREE);
		}
		catch (Error ex) {
			// calls nothing, which could fail again
			this.state = FREE;
			throw ex;
		}
		VarHandle.acquireFence();
		Thread waiter = this.first;
		if (waiter != null) {
			LockSupport.unpark(waiter);
		}
	}

	/**
	 * Give up the lock, which the current thread holds once, without letting it go.
	 * @param heir the thread that may {@linkplain #inherit() inherit} it, and is its
	 * holder already
	 */
	final void bequeath(Thread heir) {
		this.owner = heir;
		hasNewOwner();
	}

	/**
	 * Another thread holds the lock than the one that did last. Must not fail.
	 */
	void hasNewOwner() {
		// nothing to do
	}

	/**
	 * Take a lock that was given up without letting it go.
	 */
	final void inherit() {
		taken(Thread.currentThread());
	}

	final boolean isHeld() {
		return this.state != FREE;
	}

	/**
	 * Return whether the current thread holds the lock.
	 * @param current the current thread
	 */
	final boolean isHeldBy(Thread current) {
		return (int) HOLDS.getAcquire(this) > 0 && this.owner == current;
	}

	/**
	 * Return the thread that holds the lock, as far as that is known.
	 */
	final @Nullable Thread holder() {
		return (isHeld() && (int) HOLDS.getAcquire(this) > 0) ? this.owner : null;
	}

}
