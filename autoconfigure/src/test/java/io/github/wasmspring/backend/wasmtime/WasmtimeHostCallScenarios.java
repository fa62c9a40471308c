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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What guests can do to the heap by calling host functions.
 */
final class WasmtimeHostCallScenarios {

	/**
	 * Those of a virtual machine with little heap.
	 */
	static final List<String> OPTIONS = List.of("-Xmx48m", "-XX:+UseSerialGC");

	private static final int THREADS = 8;

	private static final List<Object> HOARD = new ArrayList<>();

	private final BackendModule module = new WasmtimeBackend(WasmtimeSettings.DEFAULTS)
		.load(WasmBinary.of("host_calls", Guests.bytes("host_calls")));

	private WasmtimeHostCallScenarios() {
	}

	private BackendInstance instantiate(BackendHostFunction tick) {
		return this.module.instantiate(new BackendImports(this.module.getImports()
			.stream()
			.collect(Collectors.toMap((wanted) -> new BackendImports.Key(wanted.module(), wanted.name()),
					(wanted) -> new BackendImports.Function((WasmFunctionType) wanted.type(), tick)))));
	}

	private static void ticks(BackendInstance instance, long count) {
		EitherWay.function(instance, "ticks").call(new long[] { count });
	}

	/**
	 * Each guest calls ten million times, and after that as often as nobody can keep it
	 * from.
	 */
	void tenMillionCallsOnEachOfManyThreads() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			futures.add(executor.submit(this::callTenMillionTimes));
		}
		for (Future<?> future : futures) {
			future.get();
		}
		executor.shutdown();
	}

	private void callTenMillionTimes() {
		BackendInstance instance = instantiate((caller, arguments) -> arguments);
		assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> ticks(instance, 10_000_000))
			.withMessageContainingAll("host functions more than", "or choose another backend");
		ticks(instance, HostCallQuota.BLOCK);
	}

	/**
	 * The heap is nearly full of other things, so that the calls fill it.
	 */
	void callsOnFullHeap() {
		BackendInstance instance = instantiate((caller, arguments) -> arguments);
		ticks(instance, 10_000);
		for (int left : new int[] { 8, 4 }) {
			fill();
			for (int i = 0; i < left * 16; i++) {
				HOARD.remove(HOARD.size() - 1);
			}
			OutOfMemoryError thrown = null;
			try {
				ticks(instance, 350_000);
			}
			catch (OutOfMemoryError ex) {
				thrown = ex;
			}
			HOARD.clear();
			assertThat(thrown).as("With %d MB", left).isNotNull();
			ticks(instance, 10_000);
		}
	}

	private static void fill() {
		try {
			while (true) {
				HOARD.add(new byte[1 << 16]);
			}
		}
		catch (OutOfMemoryError ex) {
			// full
		}
	}

}
