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

package io.github.wasmspring.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.instance.InstanceMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that endless loops end in time, {@code soak.loops} of them on each backend. Their
 * kinds take turns.
 */
@EveryBackend
class EndlessLoopSoak {

	private static final Log logger = LogFactory.getLog(EndlessLoopSoak.class);

	private static final Duration TIMEOUT = Duration.ofMillis(100);

	/**
	 * Within which 99 % of the calls have to end, in microseconds.
	 */
	private static final long LIMIT = 150_000;

	private static final Map<String, Object[]> LOOPS = loops();

	private final int calls = Integer.getInteger("soak.loops");

	private static Map<String, Object[]> loops() {
		Map<String, Object[]> loops = new HashMap<>();
		for (String name : List.of("br", "br_if", "nested", "store", "fill", "calls", "indirect_calls", "host_calls")) {
			loops.put(name, new Object[0]);
		}
		loops.put("br_table", new Object[] { 0 });
		loops.put("tree", new Object[] { 100 });
		return loops;
	}

	@Test
	void endlessLoopsShouldEndInTime() throws InterruptedException {
		HostFunctions host = HostFunctions.of("env")
			.function("nothing", "() -> ()", (caller, arguments) -> new long[0])
			.function("sleep", "() -> ()", (caller, arguments) -> new long[0])
			.build();
		WasmModule module = Guests.load("loops", Backends.current(),
				(settings) -> settings.withMode(InstanceMode.POOLED).withMax(2).withTimeout(TIMEOUT), host);
		List<String> names = new ArrayList<>(LOOPS.keySet());
		long[] times = new long[this.calls];
		for (int i = 0; i < this.calls; i++) {
			times[i] = endlessCall(module, names.get(i % names.size()));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThat(module.call(Duration.ofSeconds(30), "add", i, 1)).isEqualTo(i + 1);
		}
		Arrays.sort(times);
		logger.info("%s: %d calls, p50 %.1f ms, p99 %.1f ms, max %.1f ms".formatted(Backends.current().getId(),
				this.calls, percentile(times, 50) / 1000.0, percentile(times, 99) / 1000.0,
				times[times.length - 1] / 1000.0));
		assertThat(percentile(times, 99)).as("microseconds of 99 %% of the calls").isLessThanOrEqualTo(LIMIT);
		assertNoThreadIsBusy();
	}

	private static long endlessCall(WasmModule module, String function) {
		long start = System.nanoTime();
		assertThatExceptionOfType(WasmTimeoutException.class).as(function)
			.isThrownBy(() -> module.call(function, LOOPS.get(function)));
		return (System.nanoTime() - start) / 1000;
	}

	private static long percentile(long[] sorted, int percent) {
		return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
	}

	/**
	 * A guest that went on would take a processor for itself.
	 */
	private static void assertNoThreadIsBusy() throws InterruptedException {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		Set<Thread> alive = Thread.getAllStackTraces().keySet();
		Map<Thread, Long> before = new HashMap<>();
		alive.forEach((thread) -> before.put(thread, threads.getThreadCpuTime(thread.getId())));
		Thread.sleep(1000);
		for (Thread thread : alive) {
			assertThat(thread.isInterrupted()).as("interrupted: %s", thread).isFalse();
			assertThat(threads.getThreadCpuTime(thread.getId()) - before.get(thread)).as("nanoseconds of %s", thread)
				.isLessThan(Duration.ofMillis(300).toNanos());
		}
	}

}
