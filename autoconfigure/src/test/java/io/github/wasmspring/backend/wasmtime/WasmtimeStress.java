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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mixes calls, closes, reloads, traps, timeouts and failures of host functions from
 * several threads, which also take each other's instances away. Runs in a virtual machine
 * of its own, whose heap does not change its size, and prints the resident memory.
 */
public final class WasmtimeStress {

	private static final int THREADS = 8;

	private static final int SAMPLES = 20;

	private final WasmtimeBackend backend = new WasmtimeBackend(WasmtimeSettings.DEFAULTS);

	private final AtomicReferenceArray<BackendModule> modules = new AtomicReferenceArray<>(3);

	private final AtomicReferenceArray<BackendInstance> instances = new AtomicReferenceArray<>(24);

	private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

	private volatile boolean stopped;

	private WasmtimeStress() {
		for (int i = 0; i < this.modules.length(); i++) {
			this.modules.set(i, load(i));
		}
		for (int i = 0; i < this.instances.length(); i++) {
			this.instances.set(i, instantiate(i));
		}
	}

	/**
	 * Run for some time.
	 * @param arguments the number of seconds
	 */
	public static void main(String[] arguments) throws Exception {
		new WasmtimeStress().run(Double.parseDouble(arguments[0]));
	}

	private void run(double seconds) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			threads.add(executor.submit(() -> {
				while (!this.stopped) {
					step();
				}
			}));
		}
		List<Long> resident = new ArrayList<>();
		for (int i = 0; i < SAMPLES; i++) {
			TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000 / SAMPLES));
			resident.add(Long.parseLong(WasmtimeScenarios.resident()));
		}
		this.stopped = true;
		for (Future<?> thread : threads) {
			thread.get();
		}
		executor.shutdown();
		System.out.println("Outcomes " + this.outcomes);
		System.out.println("Resident " + resident.stream().map(String::valueOf).collect(Collectors.joining(" ")));
		long before = Collections.max(resident.subList(SAMPLES / 4, SAMPLES / 2));
		long after = Collections.min(resident.subList(SAMPLES * 3 / 4, SAMPLES));
		assertThat(after).as("resident memory").isLessThan(before + before / 20 + 8 * 1024);
		System.out.println("Done");
	}

	private BackendModule load(int index) {
		String guest = new String[] { "numbers", "traps", "host_calls" }[index];
		return this.backend.load(WasmBinary.of(guest, Guests.bytes(guest)));
	}

	private BackendInstance instantiate(int slot) {
		BackendModule module = this.modules.get(slot % this.modules.length());
		Map<BackendImports.Key, BackendImports.Function> functions = module.getImports()
			.stream()
			.collect(Collectors.toMap((wanted) -> new BackendImports.Key(wanted.module(), wanted.name()),
					(wanted) -> new BackendImports.Function((WasmFunctionType) wanted.type(), (caller, arguments) -> {
						if (wanted.name().equals("fail")) {
							throw new IllegalArgumentException("stress");
						}
						return (wanted.name().equals("nest")) ? function(caller, "nest").call(arguments) : new long[1];
					})));
		return module.instantiate(new BackendImports(functions));
	}

	private static BackendFunction function(BackendInstance instance, String name) {
		BackendFunction function = instance.getFunction(name);
		assertThat(function).isNotNull();
		return function;
	}

	private void step() {
		int random = ThreadLocalRandom.current().nextInt(100_000);
		int slot = random % this.instances.length();
		try {
			if (random < 20) {
				BackendModule reloaded = load(random % 3);
				this.modules.getAndSet(random % 3, reloaded).close();
				count("reload");
			}
			else if (random < 4000) {
				this.instances.getAndSet(slot, instantiate(slot)).close();
				count("replace");
			}
			else {
				use(this.instances.get(slot), slot % 3, random);
			}
		}
		catch (GuestTrap ex) {
			count(ex.getKind().name());
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessageMatching(".*(closed|disposed)");
			count("closed");
		}
	}

	private void use(BackendInstance instance, int module, int random) {
		Function<String, BackendFunction> functions = (name) -> function(instance, name);
		if (module == 0) {
			assertThat(functions.apply("add").call(new long[] { random, 1 })).containsExactly(random + 1);
			count("call");
		}
		else if (module == 1) {
			if (random % 200 == 7) {
				loop(functions.apply("loop"));
			}
			functions.apply((random % 2 == 0) ? "unreachable" : "count").call(new long[1]);
			count("count");
		}
		else {
			functions.apply((random % 4 == 0) ? "fail" : (random % 4 == 1) ? "nest" : "ticks")
				.call(new long[] { random % 10 });
			count("host");
		}
	}

	/**
	 * Call an endless loop, which ends because the thread is interrupted.
	 */
	private void loop(BackendFunction function) {
		Thread.currentThread().interrupt();
		try {
			function.call(new long[1]);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	private void count(String outcome) {
		this.outcomes.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
	}

}
