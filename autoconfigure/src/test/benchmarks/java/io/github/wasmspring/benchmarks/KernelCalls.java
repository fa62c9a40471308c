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

package io.github.wasmspring.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.sun.management.OperatingSystemMXBean;

/**
 * Calls, one after the other, and how long they took: in time of the processor, which
 * other processes don't change much, but for what somebody waits for.
 */
final class KernelCalls {

	private static final int FEWEST = 2;

	private static final int MOST = 100_000;

	/**
	 * What is faster than that, compared to the best before, is no chance.
	 */
	private static final double FASTER = 0.98;

	private static final double FULL_SPEED = 1.25;

	/**
	 * After how much time of the calls to look whether the JIT still works.
	 */
	private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(200);

	/**
	 * How much of that time other threads take, at least, if the JIT still works.
	 */
	private static final double WORKING = 0.2;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	private final long begin = System.nanoTime();

	private final long[] times = new long[MOST];

	private final long[] ends = new long[MOST];

	private int count;

	private long best = Long.MAX_VALUE;

	private long notable = Long.MAX_VALUE;

	/**
	 * Time of all calls.
	 */
	private long total;

	/**
	 * Time of all calls when they got faster the last time, or the JIT worked.
	 */
	private long improved;

	private long beginOfWindow;

	private long othersBeforeWindow = this.system.getProcessCpuTime() - this.threads.getCurrentThreadCpuTime();

	/**
	 * Call and return the result.
	 */
	long time(LongSupplier call) {
		long before = this.threads.getCurrentThreadCpuTime();
		long result = call.getAsLong();
		long time = this.threads.getCurrentThreadCpuTime() - before;
		this.times[this.count] = time;
		this.ends[this.count++] = System.nanoTime();
		this.total += time;
		this.best = Math.min(this.best, time);
		if (time < FASTER * this.notable) {
			this.notable = time;
			this.improved = this.total;
		}
		if (this.total - this.beginOfWindow > WINDOW) {
			endWindow();
		}
		return result;
	}

	private void endWindow() {
		long others = this.system.getProcessCpuTime() - this.threads.getCurrentThreadCpuTime();
		if (others - this.othersBeforeWindow > WORKING * (this.total - this.beginOfWindow)) {
			this.improved = this.total;
		}
		this.othersBeforeWindow = others;
		this.beginOfWindow = this.total;
	}

	/**
	 * Return whether the calls get no faster.
	 * @param patience nanoseconds of calls after which they don't, if the JIT does
	 * nothing
	 * @param longest most nanoseconds of all calls
	 */
	boolean isOver(long patience, long longest) {
		return this.count == MOST
				|| (this.count >= FEWEST && (this.total - this.improved > patience || this.total > longest));
	}

	int count() {
		return this.count;
	}

	/**
	 * Return nanoseconds of the processor for the fastest call.
	 */
	long best() {
		return this.best;
	}

	/**
	 * Return nanoseconds until the end of the first call.
	 */
	long first() {
		return this.ends[0] - this.begin;
	}

	/**
	 * Return nanoseconds until the end of the first call that was about as fast as the
	 * fastest.
	 */
	long warm() {
		int call = 0;
		while (this.times[call] > FULL_SPEED * this.best) {
			call++;
		}
		return this.ends[call] - this.begin;
	}

}
