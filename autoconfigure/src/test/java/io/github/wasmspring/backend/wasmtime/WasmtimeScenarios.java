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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.Garbage;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendGlobal;
import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.BackendTable;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What could take the virtual machine down, one method each. Runs in a virtual machine of
 * its own.
 */
final class WasmtimeScenarios {

	private static final boolean DEDICATED = Boolean.getBoolean("dedicated");

	private final WasmtimeBackend backend = new WasmtimeBackend(new WasmtimeSettings(DEDICATED,
			WasmtimeSettings.DEFAULT_MAX_HOST_CALLS, WasmtimeSettings.DEFAULT_MAX_TOTAL_MEMORY, null));

	private WasmtimeScenarios() {
	}

	private BackendModule load(String guest) {
		return this.backend.load(WasmBinary.of(guest, Guests.bytes(guest)));
	}

	private BackendInstance instantiate(String guest) {
		return load(guest).instantiate(BackendImports.NONE);
	}

	/**
	 * Create an instance all of whose imports do the same, apart from one.
	 */
	private BackendInstance instantiate(String guest, String name, BackendHostFunction body) {
		return instantiate(load(guest), name, body);
	}

	private static BackendInstance instantiate(BackendModule module, String name, BackendHostFunction body) {
		Map<BackendImports.Key, BackendImports.Function> functions = new HashMap<>();
		for (WasmImport wanted : module.getImports()) {
			functions.put(new BackendImports.Key(wanted.module(), wanted.name()),
					new BackendImports.Function((WasmFunctionType) wanted.type(),
							(wanted.name().equals(name)) ? body : (caller, arguments) -> new long[1]));
		}
		return module.instantiate(new BackendImports(functions));
	}

	private static BackendFunction function(BackendInstance instance, String name) {
		return EitherWay.function(instance, name);
	}

	private static BackendMemory memory(BackendInstance instance) {
		BackendMemory memory = instance.getMemory("memory");
		assertThat(memory).isNotNull();
		return memory;
	}

	private static void assertTrap(WasmTrapKind kind, Runnable action) {
		assertThatExceptionOfType(GuestTrap.class).isThrownBy(action::run)
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(kind));
	}

	void useAfterClose() {
		BackendInstance numbers = instantiate("numbers");
		BackendFunction add = function(numbers, "add");
		BackendGlobal counter = numbers.getGlobal("counter");
		BackendInstance grow = instantiate("memory_grow");
		BackendMemory memory = memory(grow);
		BackendInstance tables = instantiate("table_grow");
		BackendTable table = tables.getTable("table");
		for (BackendInstance instance : List.of(numbers, grow, tables)) {
			instance.close();
			instance.close();
		}
		assertThatIllegalStateException().isThrownBy(() -> add.call(new long[] { 1, 2 }))
			.withMessageContainingAll("numbers", "wasmtime", "closed");
		assertThatIllegalStateException().isThrownBy(() -> numbers.getFunction("sum20"));
		assertThatIllegalStateException().isThrownBy(counter::get);
		assertThatIllegalStateException().isThrownBy(() -> counter.set(1));
		assertThatIllegalStateException().isThrownBy(table::size);
		assertThatIllegalStateException().isThrownBy(() -> memory.readInt(0));
		assertThatIllegalStateException().isThrownBy(() -> memory.write(0, new byte[1], 0, 1));
		assertThatIllegalStateException().isThrownBy(() -> memory.grow(1));
		assertThatIllegalStateException().isThrownBy(() -> memory.view(0, 1));
		assertThatIllegalStateException().isThrownBy(() -> grow.getMemory("memory"));
	}

	void closeDuringCall() throws Exception {
		for (int i = 0; i < ScenarioRunner.often(DEDICATED ? 20 : 200); i++) {
			CountDownLatch running = new CountDownLatch(1);
			BackendInstance instance = instantiate("host_calls", "tick", (caller, arguments) -> {
				running.countDown();
				return new long[0];
			});
			BackendFunction ticks = function(instance, "ticks");
			FutureTask<Void> call = new FutureTask<>(() -> ticks.call(new long[] { 2000 }), null);
			new Thread(call).start();
			running.await();
			instance.close();
			call.get();
			assertThatIllegalStateException().isThrownBy(() -> ticks.call(new long[] { 1 }));
		}
	}

	void closeInHostFunction() {
		BackendInstance instance = instantiate("host_calls", "nest", (caller, arguments) -> {
			caller.close();
			memory(caller).writeInt(16, 5);
			return function(caller, "length_of").call(new long[] { 1, 1 });
		});
		BackendFunction nest = function(instance, "nest");
		assertThat(nest.call(new long[] { 1 })).hasSize(1);
		assertThatIllegalStateException().isThrownBy(() -> nest.call(new long[] { 1 }));
	}

	void closeRacingWithCalls() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(2);
		for (int i = 0; i < ScenarioRunner.often(500); i++) {
			BackendInstance instance = instantiate("numbers");
			BackendFunction add = function(instance, "add");
			Future<?> caller = executor.submit(() -> {
				try {
					while (true) {
						assertThat(add.call(new long[] { 1, 2 })).containsExactly(3);
					}
				}
				catch (IllegalStateException ex) {
					return;
				}
			});
			executor.submit(instance::close).get();
			caller.get();
		}
		executor.shutdown();
	}

	void moduleClosedWithInstances() {
		BackendModule module = load("numbers");
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		module.close();
		module.close();
		assertThat(function(instance, "add").call(new long[] { 1, 2 })).containsExactly(3);
		assertThat(function(instance, "sum20").call(new long[20])).containsExactly(0);
		assertThatIllegalStateException().isThrownBy(() -> module.instantiate(BackendImports.NONE));
		instance.close();
	}

	void backendClosedWithInstances() {
		WasmtimeBackend backend = new WasmtimeBackend(WasmtimeSettings.DEFAULTS);
		BackendModule module = backend.load(WasmBinary.of("numbers", Guests.bytes("numbers")));
		BackendInstance first = module.instantiate(BackendImports.NONE);
		backend.close();
		backend.close();
		assertThat(function(first, "add").call(new long[] { 1, 2 })).containsExactly(3);
		BackendInstance second = module.instantiate(BackendImports.NONE);
		module.close();
		first.close();
		assertThat(function(second, "sum20").call(new long[20])).containsExactly(0);
		second.close();
		assertThatIllegalStateException()
			.isThrownBy(() -> backend.load(WasmBinary.of("numbers", Guests.bytes("numbers"))))
			.withMessageContaining("closed");
	}

	void viewsOutliveTheirInstance() throws Exception {
		List<IntBuffer> views = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			BackendInstance instance = instantiate("memory_grow");
			BackendMemory memory = memory(instance);
			ByteBuffer view = memory.view(100, 16);
			views.add(view.duplicate().order(view.order()).slice(4, 4).order(view.order()).asIntBuffer());
			function(instance, "grow").call(new long[] { 3 });
			memory.writeInt(104, i);
			views.add(memory.view(4 * 65536 - 4, 4).asIntBuffer());
			instance.close();
		}
		Garbage.collect();
		for (int i = 0; i < 100; i++) {
			assertThat(views.get(2 * i).get(0)).isEqualTo(i);
			assertThat(views.get(2 * i + 1).put(0, i).get(0)).isEqualTo(i);
		}
	}

	void forgottenInstances() throws Exception {
		BackendModule module = load("numbers");
		for (int i = 0; i < 2 * StoreQuota.MAX_STORES; i++) {
			function(module.instantiate(BackendImports.NONE), "add").call(new long[2]);
			if (i % 1000 == 999) {
				Garbage.collect();
			}
		}
	}

	void twoThreads() throws Exception {
		int times = ScenarioRunner.often(2000);
		BackendInstance instance = instantiate("traps");
		ExecutorService executor = Executors.newFixedThreadPool(8);
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			futures.add(executor.submit(() -> {
				for (int j = 0; j < times; j++) {
					function(instance, "count").call(new long[0]);
					assertTrap(WasmTrapKind.UNREACHABLE, () -> function(instance, "unreachable").call(new long[0]));
					memory(instance).writeInt(0, j);
				}
			}));
		}
		for (Future<?> future : futures) {
			future.get();
		}
		assertThat(function(instance, "count").call(new long[0])).containsExactly(8 * times + 1);
		executor.shutdown();
	}

	void hostFailures() {
		Throwable[] thrown = new Throwable[1];
		BackendInstance instance = instantiate("host_calls", "fail", (caller, arguments) -> {
			if (thrown[0] instanceof Error error) {
				throw error;
			}
			throw (Exception) thrown[0];
		});
		BackendFunction fail = function(instance, "fail");
		for (int i = 0; i < ScenarioRunner.often(1000); i++) {
			thrown[0] = new IOException("checked");
			assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> fail.call(new long[1]))
				.havingCause()
				.isSameAs(thrown[0]);
			thrown[0] = new IllegalStateException();
			assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> fail.call(new long[1]))
				.havingCause()
				.isSameAs(thrown[0]);
			thrown[0] = new GuestExit(7);
			assertThatExceptionOfType(GuestExit.class).isThrownBy(() -> fail.call(new long[1]));
			thrown[0] = new OutOfMemoryError("thrown");
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> fail.call(new long[1]))
				.isSameAs(thrown[0]);
			thrown[0] = new StackOverflowError();
			assertTrap(WasmTrapKind.STACK_OVERFLOW, () -> fail.call(new long[1]));
		}
	}

	void hostResultsThatDoNotFit() {
		BackendInstance instance = instantiate("host_calls", "nest", (caller, arguments) -> new long[0]);
		assertTrap(WasmTrapKind.HOST_EXCEPTION, () -> function(instance, "nest").call(new long[] { 1 }));
		BackendInstance other = instantiate("host_calls", "nest", (caller, arguments) -> null);
		assertTrap(WasmTrapKind.HOST_EXCEPTION, () -> function(other, "nest").call(new long[] { 1 }));
	}

	void heapExhaustedInHostFunction() {
		BackendInstance instance = instantiate("host_calls", "nest", (caller, arguments) -> {
			List<byte[]> hoard = new ArrayList<>();
			while (true) {
				hoard.add(new byte[1 << 20]);
			}
		});
		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(OutOfMemoryError.class)
				.isThrownBy(() -> function(instance, "nest").call(new long[] { 1 }));
		}
	}

	void recursion() throws Exception {
		for (int size : new int[] { 0, 2048, 1024, 512, 448, 384, 320, 256, 192 }) {
			BackendModule module = load("traps");
			onThread(size, () -> {
				BackendInstance instance;
				try {
					instance = module.instantiate(BackendImports.NONE);
				}
				catch (GuestTrap ex) {
					assertThat(size).isBetween(1, 384);
					assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW);
					return;
				}
				for (int i = 0; i < 20; i++) {
					assertTrap(WasmTrapKind.STACK_OVERFLOW, () -> function(instance, "recurse").call(new long[1]));
				}
			});
		}
	}

	void recursionOnThreadsOf512Kilobytes() throws Exception {
		onThread(512, () -> {
			BackendInstance instance = instantiate("traps");
			for (int i = 0; i < 20_000; i++) {
				assertThat(function(instance, "ok").call(new long[0])).containsExactly(42);
			}
			assertThat(function(instance, "ok").call(new long[0])).containsExactly(42);
		});
	}

	void nestedRecursion() throws Exception {
		for (int size : new int[] { 0, 1024, 512 }) {
			onThread(size, () -> {
				BackendInstance[] instance = new BackendInstance[1];
				instance[0] = instantiate("host_calls", "nest",
						(caller, arguments) -> function(caller, "nest").call(arguments));
				for (int i = 0; i < 5; i++) {
					assertThatExceptionOfType(GuestTrap.class)
						.isThrownBy(() -> function(instance[0], "nest").call(new long[] { 1_000_000 }))
						.satisfies((ex) -> assertThat(root(ex).getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW));
				}
			});
		}
	}

	/**
	 * Each host function calls another instance, whose stack is counted anew.
	 */
	void nestedInstances() throws Exception {
		BackendModule module = load("host_calls");
		for (int size : (DEDICATED) ? new int[] { 512 } : ScenarioRunner.stacks(0, 1024, 512)) {
			onThread(size, () -> {
				for (int i = 0; i < ((DEDICATED) ? 1 : ScenarioRunner.often(3)); i++) {
					assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> nest(module))
						.satisfies((ex) -> assertThat(root(ex).getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW));
				}
			});
		}
	}

	private static long[] nest(BackendModule module) {
		BackendInstance instance = instantiate(module, "nest", (caller, arguments) -> nest(module));
		try {
			return function(instance, "nest").call(new long[] { 1 });
		}
		finally {
			instance.close();
		}
	}

	private static GuestTrap root(GuestTrap trap) {
		GuestTrap root = trap;
		for (Throwable cause = trap; cause != null; cause = cause.getCause()) {
			if (cause instanceof GuestTrap other) {
				root = other;
			}
		}
		return root;
	}

	/**
	 * Call a guest that uses its whole stack from ever deeper in Java.
	 */
	void greatDepthInJava() throws Exception {
		for (int size : ScenarioRunner.stacks(0, 1024, 512)) {
			onThread(size, () -> {
				BackendInstance instance = instantiate("traps");
				for (int i = 0; i < ScenarioRunner.often(5); i++) {
					try {
						descend(instance, 0);
					}
					catch (StackOverflowError ex) {
						// as in Java
					}
				}
				assertThat(function(instance, "ok").call(new long[0])).containsExactly(42);
			});
		}
	}

	/**
	 * Create, use and close instances, and compile, from ever deeper in Java.
	 */
	void everythingAtGreatDepthInJava() throws Exception {
		BackendModule module = load("host_calls");
		for (int size : ScenarioRunner.stacks(0, 512)) {
			onThread(size, () -> {
				for (int i = 0; i < ScenarioRunner.often(5); i++) {
					try {
						descend(module, 0);
					}
					catch (StackOverflowError ex) {
						// as in Java
					}
				}
			});
		}
		Garbage.collect();
		instantiate(module, "", (caller, arguments) -> arguments).close();
	}

	private void descend(BackendModule module, int depth) {
		if (depth % 10 == 0) {
			BackendInstance open = null;
			try (BackendInstance instance = instantiate(module, "", (caller, arguments) -> arguments)) {
				open = instance;
				BackendFunction live = instance.getFunction("live");
				assertThat(live).isNotNull();
				live.call(new long[0]);
			}
			catch (GuestTrap ex) {
				assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW);
			}
			catch (WasmLoadException ex) {
				assertThat(ex).hasMessageContaining("StackOverflowError");
			}
			if (open == null && depth % 100 == 0) {
				load("traps").close();
			}
		}
		descend(module, depth + 1);
	}

	private static void descend(BackendInstance instance, int depth) {
		if (depth % 10 == 0) {
			// takes so little stack that it may run where others may not
			assertThatExceptionOfType(GuestTrap.class)
				.isThrownBy(() -> function(instance, "unreachable").call(new long[0]))
				.satisfies(
						(ex) -> assertThat(ex.getKind()).isIn(WasmTrapKind.UNREACHABLE, WasmTrapKind.STACK_OVERFLOW));
		}
		if (depth % 50 == 0) {
			assertTrap(WasmTrapKind.STACK_OVERFLOW, () -> function(instance, "recurse").call(new long[1]));
			BackendMemory memory = memory(instance);
			memory.grow(0);
			memory.grow(65535);
			memory.readInt(0);
		}
		descend(instance, depth + 1);
	}

	void tenMillionHostCalls() {
		int[] count = new int[1];
		BackendInstance instance = instantiate("host_calls", "tick", (caller, arguments) -> {
			count[0]++;
			return arguments;
		});
		for (int i = 0; i < 2; i++) {
			count[0] = 0;
			try {
				function(instance, "ticks").call(new long[] { 10_000_000 });
				assertThat(count[0]).isEqualTo(10_000_000);
			}
			catch (GuestTrap ex) {
				assertThat(ex).hasMessageContainingAll("more than", "times in one call",
						"the application's setting 'wasmtime.max-host-calls'");
			}
			System.out.println(count[0] + " host calls, " + resident() + " KB resident");
		}
	}

	static String resident() {
		try {
			return Files.readAllLines(Path.of("/proc/self/status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS"))
				.findFirst()
				.orElseThrow()
				.replaceAll("[^0-9]", "");
		}
		catch (IOException ex) {
			return "?";
		}
	}

	void codeAfterTheEnd() {
		byte[] binary = HexFormat.of()
			.parseHex("0061736d01000000" + "0105016000017f" + "03020100" + "0a0b010900" + "41070b02400f0b0b");
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.backend.load(WasmBinary.of("evil", binary)));
	}

	/**
	 * A loop, and a call of the function itself, in blocks that some readers take for
	 * constants. The stack of the second must be known to be large.
	 */
	void hiddenInstructions() throws Exception {
		byte[] binary = BlockGuests.hiding("03400c000b", "1001");
		try (BackendInstance instance = this.backend.load(WasmBinary.of("hidden", binary))
			.instantiate(BackendImports.NONE)) {
			Thread.currentThread().interrupt();
			assertTrap(WasmTrapKind.INTERRUPTED, () -> function(instance, "f0").call(new long[0]));
			assertThat(Thread.interrupted()).isTrue();
			for (int size : new int[] { 260, 512, 1024 }) {
				onThread(size, () -> assertTrap(WasmTrapKind.STACK_OVERFLOW,
						() -> function(instance, "f1").call(new long[0])));
			}
		}
	}

	void interruptInStartSection() {
		BackendModule module = load("start_loop");
		for (int i = 0; i < 20; i++) {
			Thread.currentThread().interrupt();
			assertTrap(WasmTrapKind.INTERRUPTED, () -> module.instantiate(BackendImports.NONE));
			assertThat(Thread.interrupted()).isTrue();
		}
		BackendModule traps = load("start_trap");
		for (int i = 0; i < 200; i++) {
			assertTrap(WasmTrapKind.UNREACHABLE, () -> traps.instantiate(BackendImports.NONE));
		}
	}

	void tooManyInstances() {
		BackendModule module = load("host_calls");
		List<BackendInstance> instances = new ArrayList<>();
		assertThatExceptionOfType(WasmMemoryExhaustedException.class).isThrownBy(() -> {
			while (instances.size() < 100_000) {
				instances.add(instantiate(module, "", (caller, arguments) -> arguments));
			}
		}).withMessageContainingAll("host_calls", "can be no more", "instances.max");
		instances.forEach((instance) -> assertThat(function(instance, "live").call(new long[0])).containsExactly(0));
		instances.forEach(BackendInstance::close);
		instantiate("numbers").close();
	}

	void escapedCaller() {
		List<WasmInstance> callers = new ArrayList<>();
		WasmModule module = Guests.load("imports", this.backend,
				HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, arguments) -> {
					callers.add(caller);
					return new long[0];
				}).function("now", "() -> i64", (caller, arguments) -> new long[1]).build(),
				HostFunctions.of("math")
					.function("pow", "(f64, f64) -> f64", (caller, arguments) -> arguments)
					.build());
		try (WasmInstance instance = module.instantiate()) {
			instance.call("run");
		}
		for (WasmInstance caller : callers) {
			assertThatIllegalStateException().isThrownBy(() -> caller.call("time"));
			assertThatIllegalStateException().isThrownBy(() -> caller.memory().readInt(0));
		}
	}

	private static void onThread(int kilobytes, Action action) throws Exception {
		FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
			action.run();
			return null;
		});
		Thread thread = new Thread(null, task, "scenario", kilobytes * 1024L);
		thread.start();
		try {
			task.get(5, TimeUnit.MINUTES);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("with %d KB of stack".formatted(kilobytes), ex);
		}
	}

	/**
	 * Anything that may fail.
	 */
	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}
