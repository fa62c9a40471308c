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

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.InstanceMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Calls through the API from unusual places or with unusual arguments.
 */
final class WasmtimeCallScenarios {

	private static final int THREADS = 100;

	private final WasmtimeBackend backend = new WasmtimeBackend(new WasmtimeSettings(Boolean.getBoolean("dedicated"),
			WasmtimeSettings.DEFAULT_MAX_HOST_CALLS, WasmtimeSettings.DEFAULT_MAX_TOTAL_MEMORY, null));

	private WasmtimeCallScenarios() {
	}

	/**
	 * Load the endless loops, where the guest sleeps for long.
	 */
	private WasmModule loops(Duration timeout) {
		HostFunctions host = HostFunctions.of("env")
			.function("nothing", "() -> ()", (caller, arguments) -> new long[0])
			.function("sleep", "() -> ()", (caller, arguments) -> {
				Thread.sleep(60_000);
				return new long[0];
			})
			.build();
		return Guests.load("loops", this.backend,
				(settings) -> settings.withMode(InstanceMode.POOLED)
					.withMax(THREADS)
					.withMaxWait(Duration.ofSeconds(60))
					.withTimeout(timeout),
				host);
	}

	/**
	 * Start a virtual thread, by a method that Java has had since 21.
	 */
	private static Executor virtualThreads() throws NoSuchMethodException {
		var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
		return (task) -> ReflectionUtils.invokeMethod(start, null, task);
	}

	private static void onVirtualThreads(int count, Runnable action) throws Exception {
		List<FutureTask<@Nullable Void>> tasks = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			FutureTask<@Nullable Void> task = new FutureTask<>(action, null);
			tasks.add(task);
			virtualThreads().execute(task);
		}
		for (FutureTask<?> task : tasks) {
			task.get(2, TimeUnit.MINUTES);
		}
	}

	void callsOnVirtualThreads() throws Exception {
		WasmModule numbers = Guests.load("numbers", this.backend,
				(settings) -> settings.withMode(InstanceMode.POOLED).withMax(4).withMaxWait(Duration.ofSeconds(60)));
		MethodHandle add = numbers.getHandle("add");
		onVirtualThreads(THREADS, () -> {
			for (int i = 0; i < 100; i++) {
				assertThat(numbers.call("add", i, 1)).isEqualTo(i + 1);
				assertThat(invoke(add, i, 2)).isEqualTo(i + 2);
				Thread.yield();
			}
		});
	}

	void timeoutsOnVirtualThreads() throws Exception {
		WasmModule loops = loops(Duration.ofMillis(200));
		onVirtualThreads(4, () -> {
			for (String function : List.of("br", "host_calls", "sleep_then_loop")) {
				assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> loops.call(function));
				assertThat(Thread.currentThread().isInterrupted()).isFalse();
				assertThat(loops.call("add", 1, 2)).isEqualTo(3);
			}
		});
	}

	void interruptsOnVirtualThreads() throws Exception {
		WasmModule loops = loops(Duration.ZERO);
		for (String function : List.of("br", "host_calls", "sleep_then_loop")) {
			CountDownLatch running = new CountDownLatch(1);
			List<Thread> threads = new ArrayList<>();
			FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
				threads.add(Thread.currentThread());
				running.countDown();
				assertThatExceptionOfType(WasmException.class).isThrownBy(() -> loops.call(function));
				assertThat(loops.call("add", 1, 2)).isEqualTo(3);
			}, null);
			virtualThreads().execute(task);
			running.await();
			Thread.sleep(50);
			threads.get(0).interrupt();
			task.get(1, TimeUnit.MINUTES);
		}
	}

	void recursionOnVirtualThreads() throws Exception {
		WasmModule traps = Guests.load("traps", this.backend);
		BackendModule nesting = this.backend.load(WasmBinary.of("host_calls", Guests.bytes("host_calls")));
		onVirtualThreads(4, () -> {
			BackendInstance instance = nest(nesting);
			for (int i = 0; i < 5; i++) {
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call("recurse", 1))
					.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW));
				assertThatExceptionOfType(GuestTrap.class)
					.isThrownBy(() -> EitherWay.function(instance, "nest").call(new long[] { 1_000_000 }));
				assertThat(EitherWay.function(instance, "nest").call(new long[] { 10 })).containsExactly(10);
			}
		});
	}

	/**
	 * Create an instance each of whose host functions calls the guest again.
	 */
	private static BackendInstance nest(BackendModule module) {
		return module.instantiate(new BackendImports(module.getImports()
			.stream()
			.collect(Collectors.toMap((wanted) -> new BackendImports.Key(wanted.module(), wanted.name()),
					(wanted) -> new BackendImports.Function((WasmFunctionType) wanted.type(),
							(caller, arguments) -> EitherWay.function(caller, "nest").call(arguments))))));
	}

	void wrongArguments() {
		WasmModule numbers = Guests.load("numbers", this.backend);
		MethodHandle add = numbers.getHandle("add");
		for (int i = 0; i < 3; i++) {
			for (Object[] arguments : new Object[][] { { "1", 2 }, { 1L, 2.5 }, { 1 }, { 1, 2, 3 }, { null, 1 }, {},
					{ new Object[2], 1 }, { 1L << 40, 1 } }) {
				assertThatExceptionOfType(RuntimeException.class).as("%d arguments", arguments.length)
					.isThrownBy(() -> numbers.call("add", arguments));
			}
			for (Object[] arguments : new Object[][] { { "1", 2 }, { 1 }, { 1, 2, 3 }, { null, 1 }, {} }) {
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> invoke(add, arguments));
			}
			assertThat(numbers.call("add", 1, 2)).isEqualTo(3);
			assertThat(invoke(add, 1, 2)).isEqualTo(3);
		}
	}

	/**
	 * Handles take the instance as an argument, which may be one of another module.
	 */
	void handlesOfOtherModules() {
		BackendInstance numbers = instantiate("numbers");
		for (BackendInstance other : List.of(instantiate("traps"), instantiate("numbers"),
				instantiate("memory_none"))) {
			for (String name : List.of("add", "sum20", "id_f64", "nothing")) {
				BackendFunction function = numbers.getFunction(name);
				assertThat(function).isNotNull();
				MethodHandle handle = function.getHandle();
				assertThat(handle).isNotNull();
				Object[] arguments = new Object[handle.type().parameterCount()];
				for (int i = 1; i < arguments.length; i++) {
					arguments[i] = name.equals("id_f64") ? (Object) 1.0 : (Object) 1;
				}
				arguments[0] = numbers;
				invoke(handle, arguments);
				arguments[0] = other;
				assertThatIllegalArgumentException().isThrownBy(() -> invoke(handle, arguments))
					.withMessageContainingAll("'" + name + "'", "another module");
				arguments[0] = null;
				assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> invoke(handle, arguments));
			}
		}
	}

	private BackendInstance instantiate(String guest) {
		return this.backend.load(WasmBinary.of(guest, Guests.bytes(guest))).instantiate(BackendImports.NONE);
	}

	void guestsThatExit() {
		WasmModule module = Guests.load("wasi_exit", this.backend,
				HostFunctions.of("env").function("call_back", "(i32) -> ()", (caller, arguments) -> {
					caller.call("leave", (int) arguments[0]);
					return new long[0];
				}).build());
		for (int i = 0; i < 100; i++) {
			int code = i;
			try (WasmInstance instance = module.instantiate()) {
				assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> instance.call("leave", code));
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("leave_nested", code))
					.withCauseInstanceOf(WasmExitException.class);
			}
		}
	}

	private static @Nullable Object invoke(MethodHandle handle, @Nullable Object... arguments) {
		try {
			return handle.invokeWithArguments(arguments);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
