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

	private static final long LONG_ENOUGH = Duration.ofMillis(150).toNanos();

	private static final long WARM_UP = Duration.ofMillis(800).toNanos();

	private static final int LARGEST = 1 << 26;

	private static final int RUNS = 3;

	private Stopwatch() {
	}

	/**
	 * Do more and more work until the JVM's compiler has seen enough of it and it takes
	 * long enough, and then the same a few times.
	 * @return the most work in a second
	 */
	static double measure(IntConsumer work) {
		int size = 1;
		long start = System.nanoTime();
		long time = time(work, size);
		while (size < LARGEST && (time < LONG_ENOUGH || System.nanoTime() - start < WARM_UP)) {
			size = (time < LONG_ENOUGH) ? size * 2 : size;
			time = time(work, size);
		}
		for (int i = 0; i < RUNS; i++) {
			time = Math.min(time, time(work, size));
		}
		return size / (time / (double) Duration.ofSeconds(1).toNanos());
	}

	private static long time(IntConsumer work, int size) {
		long start = System.nanoTime();
		work.accept(size);
		return Math.max(1, System.nanoTime() - start);
	}

}
