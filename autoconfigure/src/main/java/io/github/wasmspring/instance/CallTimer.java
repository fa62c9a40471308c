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
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestTrap;

/**
 * Limits the time of the calls on one instance, or on those that use a slot one after the
 * other, by one thread at a time. A call within a call belongs to the outer one.
 */
final class CallTimer extends CacheLinePadding {

	private final WasmModule module;

	private final Duration timeout;

	private final CallWatch watch;

	private int depth;

	private boolean watched;

	/**
	 * What the creation of the instance took of the first call's time, in nanoseconds.
	 */
	private long spent;

	/**
	 * Whether the watchdog knows a timeout that will not come again.
	 */
	private boolean shortened;

	/**
	 * Create a timer.
	 * @param module the module, for messages
	 * @param timeout the longest time of calls that have none of their own
	 * @param running tells by the stack of a thread whether it runs a call
	 */
	CallTimer(WasmModule module, Duration timeout, Predicate<StackTraceElement[]> running) {
		this.module = module;
		this.timeout = timeout;
		this.watch = new CallWatch(CallWatchdog.SHARED, running);
	}

	/**
	 * Return the timeout of calls that have none of their own.
	 */
	Duration timeout() {
		return this.timeout;
	}

	/**
	 * Let the time of the next call begin before it.
	 * @param nanos how long before, in nanoseconds
	 */
	void spend(long nanos) {
		this.spent = nanos;
	}

	/**
	 * Begin a call.
	 * @param nanos the longest time in nanoseconds, zero for any time
	 * @throws GuestTrap if the call is within another one whose time is over
	 */
	void begin(long nanos) {
		if (this.depth > 0) {
			if (this.watch.isExpired()) {
				throw new GuestTrap(WasmTrapKind.INTERRUPTED, null, null);
			}
		}
		else {
			boolean limited = nanos > 0;
			if (this.watched != limited) {
				this.watched = limited;
			}
			if (this.spent > 0) {
				beginPartly(nanos);
			}
			else if (limited) {
				this.watch.begin(nanos);
			}
		}
		this.depth++;
	}

	/**
	 * Begin a call of whose time a part is over.
	 */
	private void beginPartly(long nanos) {
		if (nanos > 0) {
			this.shortened = this.watch.begin(Math.max(1, nanos - this.spent));
		}
		this.spent = 0;
	}

	/**
	 * End a call.
	 * @return whether its time was over
	 */
	boolean end() {
		this.depth--;
		return this.depth == 0 && this.watched && isOver();
	}

	private boolean isOver() {
		boolean expired = this.watch.end();
		if (this.shortened) {
			this.shortened = false;
			this.watch.forgetShortestTimeout();
		}
		return expired;
	}

	/**
	 * Describe that the time of a call was over.
	 * @param failure what it threw
	 * @param timeout the longest time
	 * @param function the name of the function, or {@code null}
	 */
	WasmTimeoutException expired(@Nullable Throwable failure, Duration timeout, @Nullable String function) {
		return GuestFailures.timeout(WasmErrorContext.of(this.module, functionOf(failure, function)), timeout, failure);
	}

	private static @Nullable String functionOf(@Nullable Throwable failure, @Nullable String function) {
		return (function == null && failure instanceof WasmException named) ? named.getContext().function() : function;
	}

	/**
	 * Return whether no call runs.
	 */
	boolean isIdle() {
		return this.depth == 0 && this.watch.isIdle();
	}

	/**
	 * Stop timing, also a call whose end was never told, by the thread that made it.
	 */
	void close() {
		if (!this.watch.isIdle()) {
			this.watch.end();
		}
		this.watch.close();
	}

}
