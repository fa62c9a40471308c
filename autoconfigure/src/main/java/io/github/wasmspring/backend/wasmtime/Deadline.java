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

package io.github.wasmspring.backend.wasmtime;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Point in time at which the guest code of an instance has to end. A call that is made by
 * a host function has to end when the call around it has to, if that is earlier, also if
 * it is a call on another instance.
 */
final class Deadline {

	/**
	 * Says that there is no deadline.
	 */
	static final long NEVER = Long.MAX_VALUE;

	private static final long LONGEST = Duration.ofDays(365).toNanos();

	/**
	 * The deadline of the calls that run on this thread.
	 */
	private static final ThreadLocal<long[]> CURRENT = ThreadLocal.withInitial(() -> new long[] { NEVER });

	private long time = NEVER;

	private @Nullable Duration timeout;

	private long nanos;

	private long slack;

	private long outer = NEVER;

	private long[] current = {};

	void set(Duration timeout) {
		if (timeout.isZero()) {
			this.time = NEVER;
			return;
		}
		if (this.timeout != timeout) {
			this.timeout = timeout;
			this.nanos = (timeout.toDays() < 365) ? timeout.toNanos() : LONGEST;
			this.slack = this.nanos / 16;
		}
		this.time = System.nanoTime() + this.nanos;
	}

	/**
	 * Return how much later the guest code may end.
	 */
	long slack() {
		return this.slack;
	}

	/**
	 * Begin an outermost call.
	 * @return when it has to end
	 */
	long begin() {
		long[] current = CURRENT.get();
		this.current = current;
		this.outer = current[0];
		if (this.outer == NEVER || this.time != NEVER && this.time - this.outer < 0) {
			current[0] = this.time;
		}
		return current[0];
	}

	/**
	 * End the call, on the thread that began it.
	 */
	void end() {
		this.current[0] = this.outer;
	}

}
