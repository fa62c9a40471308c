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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.backend.WasmBackend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing grows under a {@link MixedLoad}, which lasts for
 * {@code soak.minutes}, shared by all backends.
 */
class MixedLoadSoak {

	private static final Log logger = LogFactory.getLog(MixedLoadSoak.class);

	private static final int THREADS = 4;

	private static final int SAMPLES = 20;

	static List<WasmBackend> backends() {
		return Backends.all();
	}

	@ParameterizedTest
	@MethodSource("backends")
	void nothingShouldGrow(WasmBackend backend, @TempDir Path directory) throws Exception {
		Duration time = Duration
			.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("soak.minutes")) / backends().size()));
		AtomicBoolean stopped = new AtomicBoolean();
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try (MixedLoad load = new MixedLoad(backend, directory)) {
			List<CompletableFuture<Void>> users = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				users.add(CompletableFuture.runAsync(() -> use(load, stopped), executor));
			}
			List<Footprint> footprints = sample(time);
			stopped.set(true);
			users.forEach(CompletableFuture::join);
			logger.info("%s: %s".formatted(backend.getId(), load.outcomes()));
			assertThat(load.outcomes()).containsKeys("timeout WasmTimeoutException", "trap WasmTrapException",
					"overflow WasmTrapException", "reload", "call", "own", "per-call", "descriptors",
					"exhaustion WasmPoolExhaustedException");
			assertFlat(footprints, "heap", Footprint::heap, 16 << 20);
			assertFlat(footprints, "metaspace", Footprint::metaspace, 4 << 20);
			assertFlat(footprints, "direct", Footprint::direct, 1 << 20);
			assertFlat(footprints, "threads", Footprint::threads, 2);
			assertFlat(footprints, "descriptors", Footprint::descriptors, 4);
			if (backend.getId().equals("wasmtime")) { // of others, the heap decides
				assertFlat(footprints, "resident", Footprint::resident, 64 << 20);
			}
		}
		finally {
			stopped.set(true);
			executor.shutdown();
			assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		}
	}

	private static void use(MixedLoad load, AtomicBoolean stopped) {
		try {
			while (!stopped.get()) {
				load.step();
				assertThat(Thread.currentThread().isInterrupted()).isFalse();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Footprint> sample(Duration time) throws InterruptedException {
		List<Footprint> footprints = new ArrayList<>();
		for (int i = 0; i < SAMPLES; i++) {
			Thread.sleep(time.toMillis() / SAMPLES);
			footprints.add(Footprint.measure());
			logger.info(footprints.get(i));
		}
		return footprints;
	}

	/**
	 * Compare the lowest values of the second and of the last quarter; the first one is
	 * to warm up. What is in flight at the moment of a sample differs, so that only the
	 * lowest value tells what is kept.
	 */
	private static void assertFlat(List<Footprint> footprints, String name, ToLongFunction<Footprint> property,
			long tolerance) {
		long before = lowest(footprints.subList(SAMPLES / 4, SAMPLES / 2), property);
		long after = lowest(footprints.subList(SAMPLES * 3 / 4, SAMPLES), property);
		assertThat(after).as(name).isLessThanOrEqualTo(before + Math.max(before / 20, tolerance));
	}

	private static long lowest(List<Footprint> footprints, ToLongFunction<Footprint> property) {
		return footprints.stream().mapToLong(property).min().orElseThrow();
	}

}
