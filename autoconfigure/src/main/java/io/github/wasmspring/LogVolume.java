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

package io.github.wasmspring;

import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Bounds how much a guest writes to a log in a second.
 *
 * @since 0.1.0
 */
public final class LogVolume implements IntPredicate {

	/**
	 * What a log adds to each line, roughly, so that empty lines count too.
	 */
	static final int LINE_OVERHEAD = 64;

	private static final long SECOND = 1_000_000_000;

	private final Runnable warning;

	private final long most;

	private final LongSupplier clock;

	private long start;

	private long passed;

	private boolean dropping;

	/**
	 * Create a limit.
	 * @param warning what to do once in each second in which lines are dropped
	 * @param most how many bytes to pass on in a second, zero for any number
	 * @param clock the time in nanoseconds
	 */
	public LogVolume(Runnable warning, long most, LongSupplier clock) {
		this.warning = warning;
		this.most = most;
		this.clock = clock;
		this.start = clock.getAsLong();
	}

	/**
	 * Return whether a line still fits.
	 * @param length its length in bytes
	 * @return whether to pass it on
	 */
	@Override
	public boolean test(int length) {
		return this.most == 0 || fits(length + LINE_OVERHEAD);
	}

	private boolean fits(int length) {
		long now = this.clock.getAsLong();
		if (now - this.start >= SECOND) {
			this.start = now;
			this.passed = 0;
			this.dropping = false;
		}
		this.passed += length;
		if (this.passed > this.most && !this.dropping) {
			this.dropping = true;
			this.warning.run();
		}
		return !this.dropping;
	}

}
