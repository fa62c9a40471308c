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

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendGlobal;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mixes calls, closes, reloads, traps, timeouts and failures of host functions from
 * several threads, which also take each other's instances away. Runs in a virtual machine
 * of its own, whose heap does not change its size, and prints the resident memory, which
 * must be flat if there is a minute or more.
 */
public final class WasmtimeMixedLoad {

	private static final int THREADS = 8;

	private static final String[] GUESTS = { "numbers", "traps", "host_calls", "memory_grow" };

	private static final int SAMPLES = 20;

	/**
	 * Resident memory has settled only after a while.
	 */
	private static final double SECONDS_UNTIL_FLAT = 60;

	private final WasmtimeBackend backend = new WasmtimeBackend(WasmtimeSettings.DEFAULTS);

	private final AtomicReferenceArray<BackendModule> modules = new AtomicReferenceArray<>(GUESTS.length);

	private final AtomicReferenceArray<BackendInstance> instances = new AtomicReferenceArray<>(24);

	private final AtomicReferenceArray<@Nullable ByteBuffer> views = new AtomicReferenceArray<>(16);

	private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

	private volatile boolean stopped;

	private WasmtimeMixedLoad() {
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
		new WasmtimeMixedLoad().run(Double.parseDouble(arguments[0]));
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
		if (seconds >= SECONDS_UNTIL_FLAT) {
			assertFlat(resident);
		}
		System.out.println("Done");
	}

	private static void assertFlat(List<Long> resident) {
		long before = median(resident.subList(SAMPLES / 4, SAMPLES / 2));
		long after = median(resident.subList(SAMPLES * 3 / 4, SAMPLES));
		assertThat(after).as("resident memory, in KB").isLessThan(before + before / 50 + 4 * 1024);
	}

	private static long median(List<Long> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
	}

	private BackendModule load(int index) {
		String guest = GUESTS[index];
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
						return (wanted.name().equals("nest")) ? EitherWay.function(caller, "nest").call(arguments)
								: new long[1];
					})));
		return module.instantiate(new BackendImports(functions));
	}

	private void step() {
		int random = ThreadLocalRandom.current().nextInt(100_000);
		int slot = random % this.instances.length();
		try {
			if (random < 20) {
				BackendModule reloaded = load(random % GUESTS.length);
				this.modules.getAndSet(random % GUESTS.length, reloaded).close();
				count("reload");
			}
			else if (random < 4000) {
				this.instances.getAndSet(slot, instantiate(slot)).close();
				count("replace");
			}
			else {
				use(this.instances.get(slot), slot, random / this.instances.length());
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

	private void use(BackendInstance instance, int slot, int random) {
		switch (slot % GUESTS.length) {
			case 0 -> useNumbers(instance, random);
			case 1 -> useTraps(instance, random);
			case 2 -> useHost(instance, random);
			default -> useMemory(instance, slot, random);
		}
	}

	private void useNumbers(BackendInstance instance, int random) {
		assertThat(EitherWay.function(instance, "add").call(new long[] { random, 1 })).containsExactly(random + 1);
		BackendGlobal counter = instance.getGlobal("counter");
		assertThat(counter).isNotNull();
		counter.set(random);
		counter.get();
		count("call");
	}

	private void useTraps(BackendInstance instance, int random) {
		if (random % 200 == 7) {
			loop(EitherWay.function(instance, "loop"));
		}
		EitherWay.function(instance, (random % 2 == 0) ? "unreachable" : "count").call(new long[1]);
		count("count");
	}

	private void useHost(BackendInstance instance, int random) {
		EitherWay.function(instance, (random % 4 == 0) ? "fail" : (random % 4 == 1) ? "nest" : "ticks")
			.call(new long[] { random % 10 });
		count("host");
	}

	private void useMemory(BackendInstance instance, int slot, int random) {
		BackendMemory memory = instance.getMemory("memory");
		assertThat(memory).isNotNull();
		int address = random % 60_000;
		assertThat(EitherWay.function(instance, "touch").call(new long[] { address })).containsExactly(address);
		memory.writeInt(0, random);
		memory.readLong(0);
		if (random % 50 == 1) {
			memory.grow(1);
			assertThat(EitherWay.function(instance, "grow").call(new long[] { 1 })[0]).isPositive();
		}
		if (random % 200 == 3) {
			view(memory, instance, slot, random);
		}
		count("memory");
	}

	/**
	 * Use views of memories that have grown and whose instances are closed.
	 */
	private void view(BackendMemory memory, BackendInstance instance, int slot, int random) {
		ByteBuffer view = memory.view(0, 65536);
		EitherWay.function(instance, "grow").call(new long[] { 1 });
		this.instances.compareAndSet(slot, instance, instantiate(slot));
		instance.close();
		view.putInt(65532, random);
		ByteBuffer other = this.views.getAndSet(random % this.views.length(), view);
		if (other != null) {
			other.putInt(65532, other.getInt(65532) + 1);
		}
		count("view");
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
