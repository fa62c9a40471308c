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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.wasi.WasiStreams;

/**
 * What a call is allowed, and who hears of it.
 *
 * @param function the exported function if nothing else runs, or {@code null}
 * @param timeout the longest time, zero for any time, or {@code null} if each call within
 * is limited by itself
 * @param nanos the same in nanoseconds
 * @param fresh whether the call gets a new instance
 * @param whole whether what the call calls on its instance belongs to it, so that nobody
 * hears of that
 * @param listener who hears of the call, or {@code null}
 * @param streams what its new instance sees of the system for this call, or {@code null}
 * @param name the function that the instance is told to run, or {@code null} if it is
 * told none
 * @since 0.1.0
 */
public record Call(@Nullable String function, @Nullable Duration timeout, long nanos, boolean fresh, boolean whole,
		@Nullable CallListener listener, @Nullable WasiStreams streams, @Nullable String name) {

	private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

	private static final Call EACH = new Call(null, null, 0, false, false, null, null, null);

	/**
	 * Return a call of an action, on whose instance each call counts by itself.
	 * @param timeout the longest time, or {@code null} if each call is limited by itself
	 * @return the call
	 */
	public static Call each(@Nullable Duration timeout) {
		return (timeout != null) ? new Call(null, timeout, nanos(timeout), false, false, null, null, null) : EACH;
	}

	/**
	 * Return a call of an action that counts as a whole.
	 * @param timeout the longest time, or {@code null} if each call is limited by itself
	 * @param listener who hears of the call, or {@code null}
	 * @param name the function that the instance is told to run, or {@code null}
	 * @return the call
	 */
	public static Call whole(@Nullable Duration timeout, @Nullable CallListener listener, @Nullable String name) {
		return new Call(null, timeout, (timeout != null) ? nanos(timeout) : 0, false, true, listener, null, name);
	}

	/**
	 * Return a call of an exported function.
	 * @param told whether the instance is told the function
	 */
	static Call of(String function, Duration timeout, @Nullable CallListener listener, boolean told) {
		return new Call(function, timeout, nanos(timeout), false, true, listener, null, (told) ? function : null);
	}

	/**
	 * Return the same call, but on an instance that is new and closed afterwards.
	 * @return the call
	 */
	public Call onNewInstance() {
		return new Call(this.function, this.timeout, this.nanos, true, this.whole, this.listener, this.streams,
				this.name);
	}

	/**
	 * Return the same call on a new instance that sees something of the system for this
	 * call only.
	 * @param streams what it sees
	 * @return the call
	 */
	public Call onNewInstance(WasiStreams streams) {
		return new Call(this.function, this.timeout, this.nanos, true, this.whole, this.listener, streams, this.name);
	}

	static long nanos(Duration timeout) {
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
		return (timeout.compareTo(LONGEST) < 0) ? timeout.toNanos() : Long.MAX_VALUE - 1;
	}

	/**
	 * Return what the call adds to the {@linkplain Nesting nesting} of its instance.
	 */
	int nesting() {
		return Nesting.of(this.function != null, this.whole);
	}

	Duration timeoutOr(Duration other) {
		Duration timeout = this.timeout;
		return (timeout != null) ? timeout : other;
	}

	/**
	 * Let those hear of the beginning who want to.
	 * @return what hears of the end, or {@code null}
	 */
	@Nullable OngoingCall begin() {
		CallListener listener = this.listener;
		return (listener != null) ? listener.begin() : null;
	}

	/**
	 * Return the time before the call, for {@link #ended(long, OngoingCall, Throwable)}.
	 */
	long start() {
		return (this.listener != null) ? System.nanoTime() : 0;
	}

	/**
	 * Tell that the call has ended.
	 * @param start what {@link #start()} returned
	 * @param ongoing what {@link #begin()} returned
	 * @param failure what it threw, if anything
	 */
	void ended(long start, @Nullable OngoingCall ongoing, @Nullable Throwable failure) {
		CallListener listener = this.listener;
		if (listener == null) {
			return;
		}
		try {
			listener.ended(System.nanoTime() - start, failure);
		}
		finally {
			if (ongoing != null) {
				ongoing.ended(failure);
			}
		}
	}

}
