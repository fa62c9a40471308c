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

package io.github.wasmspring.sample.race;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * Measures how much work is done in a second, in a second or two.
 */
final class Stopwatch {

	private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

	private static final long SHORTEST_RUN = Duration.ofMillis(40).toNanos();

	private static final long SHORTEST = Duration.ofMillis(1500).toNanos();

	private static final long LONGEST = Duration.ofSeconds(8).toNanos();

	private static final int LARGEST = 1 << 26;

	private static final int ENOUGH_RUNS = 5;

	private static final double NO_FASTER = 1.03;

	private Stopwatch() {
	}

	/**
	 * Do the work again and again while the JVM's compiler makes it faster, and more of
	 * it if a run is too short to be measured.
	 * @return the most work in a second
	 */
	static double measure(IntConsumer work) {
		long start = System.nanoTime();
		double best = 0;
		int size = 1;
		int runs = 0;
		for (long now = start; now - start < LONGEST && (runs < ENOUGH_RUNS || now - start < SHORTEST);) {
			work.accept(size);
			long time = Math.max(1, System.nanoTime() - now);
			now += time;
			double rate = size / (time / NANOS_PER_SECOND);
			runs = (rate > best * NO_FASTER) ? 0 : runs + 1;
			best = Math.max(best, rate);
			if (time < SHORTEST_RUN && size < LARGEST) {
				size *= 2;
				runs = 0;
			}
		}
		return best;
	}

}
