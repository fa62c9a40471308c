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
import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * Says which call runs on an instance, so that {@link CallWatchdog} can interrupt its
 * thread. The thread that calls reads no clock and takes no lock: it publishes a number
 * at the start and takes it back at the end, and whoever comes first, the end or the
 * watchdog, wins.
 */
final class CallWatch extends CacheLinePadding {

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(CallWatch.class, "state", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * No call runs. Any positive state is the number of the call that runs.
	 */
	private static final long IDLE = 0;

	/**
	 * The watchdog is about to interrupt the thread.
	 */
	private static final long INTERRUPTING = -1;

	/**
	 * The watchdog has interrupted the thread.
	 */
	private static final long EXPIRED = -2;

	private static final int SLACK = 16;

	private final CallWatchdog watchdog;

	@SuppressWarnings("unused")
	private volatile long state = IDLE;

	private long calls;

	/**
	 * The thread of the call that runs or did last, written only if it changes.
	 */
	private @Nullable Thread thread;

	private long timeout = Long.MAX_VALUE;

	private volatile long shortestTimeout = Long.MAX_VALUE;

	private @Nullable WeakReference<CallWatch> registration;

	private boolean interruptedBefore;

	private long seenCall;

	private long seenSince;

	CallWatch(CallWatchdog watchdog) {
		this.watchdog = watchdog;
	}

	/**
	 * Begin a call, while none runs. The watchdog is told only about a timeout that is
	 * notably shorter than those before: it looks often enough for others.
	 * @param timeout the longest time of the call, in nanoseconds
	 * @return whether the watchdog was told
	 */
	boolean begin(long timeout) {
		Thread current = Thread.currentThread();
		if (this.thread != current) {
			this.thread = current;
		}
		this.timeout = timeout;
		boolean shorter = timeout < this.shortestTimeout - this.shortestTimeout / SLACK;
		if (shorter) {
			this.shortestTimeout = timeout;
			this.registration = this.watchdog.watch(this, this.registration);
		}
		STATE.setRelease(this, ++this.calls);
		return shorter;
	}

	/**
	 * End a call.
	 * @return whether its time was over; the interrupt of the watchdog is gone then
	 */
	boolean end() {
		boolean expired = !STATE.compareAndSet(this, this.calls, IDLE);
		if (expired) {
			while (!STATE.compareAndSet(this, EXPIRED, IDLE)) {
				Thread.onSpinWait();
			}
			if (!this.interruptedBefore) {
				Thread.interrupted();
			}
		}
		return expired;
	}

	/**
	 * Return whether no call runs.
	 */
	boolean isIdle() {
		return (long) STATE.getAcquire(this) == IDLE;
	}

	/**
	 * Return whether the time of the call that runs is over.
	 */
	boolean isExpired() {
		return (long) STATE.getAcquire(this) < IDLE;
	}

	/**
	 * Forget how short the timeout of a call was that will not come again.
	 */
	void forgetShortestTimeout() {
		this.shortestTimeout = Long.MAX_VALUE;
	}

	/**
	 * Tell the watchdog that there are no more calls.
	 */
	void close() {
		this.watchdog.forget(this.registration);
		this.registration = null;
		this.thread = null;
		forgetShortestTimeout();
	}

	long shortestTimeout() {
		return this.shortestTimeout;
	}

	/**
	 * Interrupt the call that runs if its time is over, and again as long as it goes on:
	 * a host function may have swallowed the interrupt. Called by the watchdog only.
	 * @param now the current time, in nanoseconds
	 */
	void check(long now) {
		long current = (long) STATE.getAcquire(this);
		if (current == EXPIRED) {
			interrupt(EXPIRED);
		}
		else if (current != this.seenCall) {
			this.seenCall = current;
			// the call may have begun after the look
			this.seenSince = System.nanoTime();
		}
		else if (current > IDLE && now - this.seenSince >= this.timeout) {
			interrupt(current);
		}
	}

	private void interrupt(long expected) {
		if (!STATE.compareAndSet(this, expected, INTERRUPTING)) {
			return;
		}
		Thread thread = this.thread;
		if (thread != null) {
			if (expected != EXPIRED) {
				this.interruptedBefore = thread.isInterrupted();
			}
			thread.interrupt();
		}
		STATE.setRelease(this, EXPIRED);
	}

}
