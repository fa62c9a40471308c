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

package io.github.wasmspring.sample.pricing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was counted in the last minute.
 */
class TrafficLog {

	static final Duration TICK = Duration.ofMillis(500);

	private static final int LONGEST_TICK_SECONDS = 5;

	private static final int MOST_SAMPLES = 120;

	private final Deque<Sample> samples = new ArrayDeque<>();

	private long before = System.nanoTime();

	/**
	 * Add what was counted since the time before.
	 */
	synchronized void add(int calls, int failures, long version) {
		long now = System.nanoTime();
		double seconds = (now - this.before) / (double) Duration.ofSeconds(1).toNanos();
		this.before = now;
		if (seconds > LONGEST_TICK_SECONDS) {
			// Nothing was counted for a while.
			return;
		}
		if (this.samples.size() == MOST_SAMPLES) {
			this.samples.removeFirst();
		}
		this.samples.add(new Sample(System.currentTimeMillis(), calls / seconds, failures / seconds, version));
	}

	synchronized List<Sample> getSamples() {
		return List.copyOf(this.samples);
	}

	/**
	 * What was counted in a short time.
	 *
	 * @param time end of that time, in milliseconds
	 * @param calls calls that returned, per second
	 * @param failures calls that failed, per second
	 * @param version the version that served at its end
	 */
	record Sample(long time, double calls, double failures, long version) {
	}

}
