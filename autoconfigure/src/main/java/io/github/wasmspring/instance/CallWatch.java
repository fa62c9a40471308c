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
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Says which call runs on an instance, so that {@link CallWatchdog} can interrupt its
 * thread. The thread that calls reads no clock and takes no lock: it publishes a number
 * at the start and takes it back at the end, and whoever comes first, the end or the
 * watchdog, wins.
 */
final class CallWatch extends CacheLinePadding {

	private static final VarHandle STATE;

	private static final VarHandle DOOM;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			STATE = lookup.findVarHandle(CallWatch.class, "state", long.class);
			DOOM = lookup.findVarHandle(CallWatch.class, "doom", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * No call is to be interrupted. Otherwise the doom is the number of a call, shifted
	 * by {@link #PHASE_BITS}, and one of the following.
	 */
	private static final long NONE = 0;

	/**
	 * The watchdog is about to find out whether the call still runs.
	 */
	private static final long MARKED = 1;

	/**
	 * The watchdog is about to interrupt the thread.
	 */
	private static final long INTERRUPTING = 2;

	/**
	 * The watchdog has interrupted the thread.
	 */
	private static final long EXPIRED = 3;

	/**
	 * The call has ended, and is about to take back the interrupt.
	 */
	private static final long OVER = 4;

	private static final int PHASE_BITS = 3;

	private static final int SLACK = 16;

	private final CallWatchdog watchdog;

	private final Predicate<StackTraceElement[]> running;

	/**
	 * How often a call began or ended. It is odd while a call runs, whose number it is.
	 */
	@SuppressWarnings("unused")
	private volatile long state;

	@SuppressWarnings("unused")
	private volatile long doom = NONE;

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

	/**
	 * Create a watch.
	 * @param watchdog looks at the watch
	 * @param running tells by the stack of a thread whether it runs a call: an error can
	 * keep a call from telling its end
	 */
	CallWatch(CallWatchdog watchdog, Predicate<StackTraceElement[]> running) {
		this.watchdog = watchdog;
		this.running = running;
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
		if (this.timeout != timeout) {
			this.timeout = timeout;
		}
		boolean shorter = timeout < this.shortestTimeout - this.shortestTimeout / SLACK;
		if (shorter) {
			this.shortestTimeout = timeout;
			this.registration = this.watchdog.watch(this, this.registration);
		}
		STATE.setRelease(this, (long) STATE.get(this) + 1);
		return shorter;
	}

	/**
	 * End a call, which may be told again if that failed.
	 * @return whether its time was over; the interrupt of the watchdog is gone then
	 */
	boolean end() {
		// the number of the call that runs, or else of the last one
		long call = ((long) STATE.get(this) - 1) | 1;
		STATE.setRelease(this, call + 1);
		VarHandle.acquireFence();
		return this.doom != NONE && isDoomed(call);
	}

	/**
	 * Return whether a call that has ended was interrupted, and see to it that it is not
	 * from now on.
	 */
	private boolean isDoomed(long call) {
		for (long seen = this.doom; seen >>> PHASE_BITS == call; seen = this.doom) {
			if (seen == doom(call, OVER)
					|| (seen == doom(call, EXPIRED) && DOOM.compareAndSet(this, seen, doom(call, OVER)))) {
				if (!this.interruptedBefore) {
					Thread.interrupted();
				}
				DOOM.setRelease(this, NONE);
				return true;
			}
			if (seen == doom(call, MARKED) && DOOM.compareAndSet(this, seen, NONE)) {
				return false;
			}
			Thread.onSpinWait();
		}
		// the watchdog has found out by itself that the call does not run
		return false;
	}

	private static long doom(long call, long phase) {
		return (call << PHASE_BITS) | phase;
	}

	/**
	 * Return whether no call runs, and the last one has told all of its end.
	 */
	boolean isIdle() {
		long state = (long) STATE.getAcquire(this);
		return !isRunning(state) && (this.doom == NONE || this.doom >>> PHASE_BITS != state - 1);
	}

	private static boolean isRunning(long state) {
		return (state & 1) != 0;
	}

	/**
	 * Return whether the time of the call that runs is over.
	 */
	boolean isExpired() {
		long doom = this.doom;
		long call = (long) STATE.get(this);
		return doom == doom(call, INTERRUPTING) || doom == doom(call, EXPIRED);
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
		if (current != this.seenCall) {
			this.seenCall = current;
			// the call may have begun after the look
			this.seenSince = System.nanoTime();
		}
		else if (isRunning(current) && this.doom == doom(current, EXPIRED)) {
			Thread thread = this.thread;
			if (thread != null && stillRuns(current, thread)) {
				interrupt(current, EXPIRED);
			}
		}
		else if (isRunning(current) && now - this.seenSince >= this.timeout) {
			DOOM.setVolatile(this, doom(current, MARKED));
			Thread thread = this.thread;
			if (thread != null && stillRuns(current, thread)) {
				interrupt(current, MARKED);
			}
			else {
				DOOM.compareAndSet(this, doom(current, MARKED), NONE);
			}
		}
	}

	/**
	 * Return whether a call that was marked still runs. A call ends without a lock, by
	 * writing the state and reading the doom, which the processor may do in the other
	 * order. So let the JVM stop the thread for a moment: it does not do so between the
	 * two, and afterwards either the end of the call is seen here, or the mark there.
	 */
	private boolean stillRuns(long call, Thread thread) {
		StackTraceElement[] stack = thread.getStackTrace();
		return (long) STATE.getAcquire(this) == call && this.running.test(stack);
	}

	private void interrupt(long call, long phase) {
		if (!DOOM.compareAndSet(this, doom(call, phase), doom(call, INTERRUPTING))) {
			return;
		}
		Thread thread = this.thread;
		if (thread != null) {
			if (phase == MARKED) {
				this.interruptedBefore = thread.isInterrupted();
			}
			thread.interrupt();
		}
		DOOM.setRelease(this, doom(call, EXPIRED));
	}

}
