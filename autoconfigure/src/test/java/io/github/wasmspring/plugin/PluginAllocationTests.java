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

package io.github.wasmspring.plugin;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.InstanceMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the calls of a plugin allocate once they are compiled by the JIT.
 */
class PluginAllocationTests {

	private static final int CALLS = 100_000;

	/**
	 * The JIT works beside the calls, and may have to wait for a processor.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final WasmPluginFactory factory = new WasmPluginFactory();

	@ParameterizedTest
	@EnumSource(value = InstanceMode.class, names = { "POOLED", "SINGLE" })
	void numericCallsShouldNotAllocate(InstanceMode mode) {
		WasmModule module = Guests.load("numbers", Backends.CHICORY.get(),
				(settings) -> settings.withMode(mode).withTimeout(Duration.ofSeconds(30)));
		Numbers numbers = this.factory.create(Numbers.class, module);
		long bound = CALLS / 100;
		assertThat(leastAllocated(bound, () -> add(numbers))).isLessThan(bound);
	}

	@Test
	void callsOnNewInstancesShouldNotAllocateMemory() {
		WasmModule module = Guests.load("abi_malloc", Backends.CHICORY.get(),
				(settings) -> settings.withMode(InstanceMode.PER_CALL).withTimeout(Duration.ofSeconds(30)));
		Live live = this.factory.create(Live.class, module);
		long bound = CALLS / 100 * 2 * 65536L / 4;
		assertThat(leastAllocated(bound, () -> {
			for (int i = 0; i < CALLS / 100; i++) {
				assertThat(live.live()).isZero();
			}
		})).as("two pages of memory each").isLessThan(bound);
	}

	private static void add(Numbers numbers) {
		int sum = 0;
		for (int i = 0; i < CALLS; i++) {
			sum += numbers.add(i, 1);
		}
		if (sum != sum()) {
			throw new IllegalStateException("wrong sum");
		}
	}

	private static int sum() {
		int sum = 0;
		for (int i = 0; i < CALLS; i++) {
			sum += i + 1;
		}
		return sum;
	}

	/**
	 * Return how many bytes a round allocates, the first that is below the bound, or the
	 * best of all.
	 */
	private static long leastAllocated(long bound, Runnable calls) {
		assumeTrue(THREADS.isThreadAllocatedMemorySupported());
		long least = Long.MAX_VALUE;
		long start = System.nanoTime();
		while (least >= bound && System.nanoTime() - start < PATIENCE.toNanos()) {
			long before = THREADS.getCurrentThreadAllocatedBytes();
			calls.run();
			least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
		}
		return least;
	}

	interface Numbers {

		@WasmFunction
		int add(int a, int b);

	}

	interface Live {

		@WasmFunction
		int live();

	}

}
