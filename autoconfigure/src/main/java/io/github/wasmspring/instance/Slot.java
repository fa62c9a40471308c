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

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Place for one instance that is used by one caller at a time, who holds its lock.
 */
final class Slot extends SlotLock {

	/**
	 * Somebody has looked whether the slot is used.
	 */
	static final int SEEN = 1;

	/**
	 * The thread that took the slot seems to run no call.
	 */
	static final int SUSPECTED = 2;

	/**
	 * Somebody has looked whether the call takes long.
	 */
	static final int LONG = 4;

	/**
	 * Another thread has the slot than before.
	 */
	private static final int TAKEN_OVER = 8;

	// keep what the lock writes away from the fields below, which other threads read
	@SuppressWarnings("unused")
	private long padding1;

	@SuppressWarnings("unused")
	private long padding2;

	@SuppressWarnings("unused")
	private long padding3;

	@SuppressWarnings("unused")
	private long padding4;

	@SuppressWarnings("unused")
	private long padding5;

	@SuppressWarnings("unused")
	private long padding6;

	@SuppressWarnings("unused")
	private long padding7;

	@SuppressWarnings("unused")
	private long padding8;

	private final boolean pooled;

	/**
	 * Read without the lock in order to choose a slot only.
	 */
	private @Nullable DefaultWasmInstance instance;

	/**
	 * The instance to use again once the current one is closed.
	 */
	private @Nullable DefaultWasmInstance aside;

	/**
	 * What was noted since the last call began, without the lock.
	 */
	private int notes;

	/**
	 * Whether another slot has taken the place of this one.
	 */
	private volatile boolean replaced;

	private boolean watched;

	/**
	 * Times the calls on all instances that the slot ever has: what watches a timer is
	 * told once, rather than for each instance of a single call.
	 */
	private @Nullable CallTimer timer;

	/**
	 * When the current call began, if somebody wants to know.
	 */
	private long start;

	/**
	 * What hears of the end of the current call, if anything.
	 */
	private @Nullable OngoingCall ongoing;

	/**
	 * The function that the current call runs, or an earlier one did, if it was told.
	 */
	private @Nullable String function;

	/**
	 * Read without the lock in order to tell about it only.
	 */
	private long knownMemory;

	private final SlotTurn turn = new SlotTurn();

	private Slot(boolean pooled) {
		this.pooled = pooled;
	}

	/**
	 * Create a slot for instances that serve one call after the other, so that one which
	 * failed is of no use.
	 */
	static Slot pooled() {
		return new Slot(true);
	}

	/**
	 * Create a slot for the only instance of its user, whatever fails on it.
	 */
	static Slot ofUser() {
		return new Slot(false);
	}

	boolean isPooled() {
		return this.pooled;
	}

	@Nullable DefaultWasmInstance getInstance() {
		return this.instance;
	}

	/**
	 * Return the instance of a slot that was lent.
	 */
	DefaultWasmInstance requireInstance() {
		return Objects.requireNonNull(this.instance);
	}

	boolean hasOpenInstance() {
		DefaultWasmInstance current = this.instance;
		return current != null && current.isOpen();
	}

	void setInstance(@Nullable DefaultWasmInstance instance) {
		this.instance = instance;
		this.knownMemory = 0;
	}

	/**
	 * Make room for an instance that is for one call only.
	 * @param keep whether to use the one that is there again afterwards
	 */
	void refresh(boolean keep) {
		if (keep) {
			this.aside = this.instance;
			setInstance(null);
		}
		else {
			closeInstance();
		}
	}

	/**
	 * Return whether there is nothing that the next user must not find.
	 */
	boolean isTidy() {
		DefaultWasmInstance current = this.instance;
		CallTimer timer = this.timer;
		return !this.replaced && (current == null || current.isReusable()) && (timer == null || timer.isIdle());
	}

	/**
	 * Leave nothing that the next user must not find.
	 */
	void cleanUp() {
		DefaultWasmInstance kept = this.aside;
		this.aside = null;
		try {
			closeInstance();
		}
		finally {
			closeTimerUnlessIdle();
			if (this.replaced) {
				close();
			}
			else if (kept != null) {
				setInstance(kept);
			}
		}
	}

	/**
	 * Note something until the next call begins. May be called without the lock.
	 * @param note {@link #SEEN} or {@link #SUSPECTED}
	 * @return whether that was noted before
	 */
	boolean note(int note) {
		int before = this.notes;
		this.notes = before | note;
		return (before & note) != 0;
	}

	/**
	 * Note that a call begins.
	 */
	void use() {
		if (this.notes != 0) {
			if ((this.notes & TAKEN_OVER) != 0 && VirtualThreads.isCurrent()) {
				SpareCarriers.SHARED.noteTaken(this);
			}
			this.notes = 0;
		}
	}

	@Override
	void hasNewOwner() {
		this.notes |= TAKEN_OVER;
	}

	/**
	 * Return whether {@link SpareCarriers} knows the slot.
	 */
	boolean isWatched() {
		return this.watched;
	}

	void setWatched() {
		this.watched = true;
	}

	/**
	 * Note that another slot has taken the place of this one.
	 */
	void replaced() {
		this.replaced = true;
	}

	boolean isReplaced() {
		return this.replaced;
	}

	/**
	 * Return the timer of the slot, a new one if there is none or if it counts a call
	 * whose end was never told.
	 */
	CallTimer timer(Supplier<CallTimer> factory) {
		closeTimerUnlessIdle();
		CallTimer current = this.timer;
		if (current == null) {
			current = factory.get();
			this.timer = current;
		}
		return current;
	}

	private void closeTimerUnlessIdle() {
		CallTimer current = this.timer;
		if (current != null && !current.isIdle()) {
			closeTimer();
		}
	}

	void closeTimer() {
		CallTimer current = this.timer;
		if (current != null) {
			this.timer = null;
			current.close();
		}
	}

	/**
	 * Return whether there is nothing to close. May be asked without the lock.
	 */
	boolean isEmpty() {
		return this.instance == null && this.timer == null;
	}

	/**
	 * Close what the slot has, which nobody will use anymore.
	 */
	void close() {
		try {
			closeInstance();
		}
		finally {
			closeTimer();
		}
	}

	/**
	 * Close the instance, if there is one.
	 */
	void closeInstance() {
		DefaultWasmInstance current = this.instance;
		if (current != null) {
			setInstance(null);
			current.discard();
		}
	}

	/**
	 * Leave to the garbage collector what cannot be closed. Calls nothing, since this is
	 * for times when calls fail.
	 */
	void forget() {
		this.aside = null;
		this.instance = null;
		this.timer = null;
	}

	long getStart() {
		return this.start;
	}

	void setStart(long start) {
		this.start = start;
	}

	void setOngoing(OngoingCall ongoing) {
		this.ongoing = ongoing;
	}

	/**
	 * Return what hears of the end of the current call, for the one who tells it.
	 */
	@Nullable OngoingCall takeOngoing() {
		OngoingCall current = this.ongoing;
		if (current != null) {
			this.ongoing = null;
		}
		return current;
	}

	@Nullable String getFunction() {
		return this.function;
	}

	void setFunction(String function) {
		this.function = function;
	}

	SlotTurn turn() {
		return this.turn;
	}

	/**
	 * Return the size of the instance's memories when somebody asked last.
	 */
	long getKnownMemory() {
		return this.knownMemory;
	}

	void setKnownMemory(long size) {
		this.knownMemory = size;
	}

}
