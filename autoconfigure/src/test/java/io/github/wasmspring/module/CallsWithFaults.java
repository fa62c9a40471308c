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

package io.github.wasmspring.module;

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstancePool;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that an error meets at each of their steps, one step after the other, with a look
 * after each whether everything is as before. Loaded by a {@link FaultyClassLoader}.
 */
public final class CallsWithFaults {

	private static final int MAX = 2;

	/**
	 * How often a call may find that all instances are in use before those are reclaimed
	 * that were lost.
	 */
	private static final int TRIES = 500;

	private static final Duration SHORT = Duration.ofMillis(1);

	private final InstanceMode mode;

	private final DefaultWasmModule module;

	private final DefaultWasmModule caller;

	private final MethodHandle handle;

	private final Plugin plugin;

	private CallsWithFaults(InstanceMode mode, WasmBackend backend) throws Throwable {
		this.mode = mode;
		this.module = load("traps", backend);
		HostFunctions host = HostFunctions.of("env")
			.function("log", "(i32, i32) -> ()", (instance, arguments) -> new long[0])
			.function("now", "() -> (i64)", (instance, arguments) -> new long[] { (int) this.module.call("ok") })
			.build();
		HostFunctions math = HostFunctions.of("math")
			.function("pow", "(f64, f64) -> (f64)", (instance, arguments) -> arguments)
			.build();
		this.caller = load("imports", backend, host, math);
		this.handle = this.module.getHandle("ok");
		this.plugin = new WasmPluginFactory().create(Plugin.class, this.module);
	}

	private DefaultWasmModule load(String guest, WasmBackend backend, HostFunctions... functions) {
		return (DefaultWasmModule) Guests.load(guest, backend,
				(settings) -> settings.withMode(this.mode).withMax(MAX).withMaxWait(Duration.ofMillis(1)), functions);
	}

	/**
	 * Throw errors at each step of one kind of calls.
	 * @param backend the name of the backend
	 * @param mode the mode of the instances
	 * @param kind the kind of calls
	 * @param error what to throw
	 * @param count at how many steps in a row
	 * @return the number of steps
	 */
	static int run(String backend, String mode, String kind, Supplier<? extends Error> error, int count)
			throws Throwable {
		List<String> failures = new ArrayList<>();
		int step = 0;
		boolean more = true;
		while (more) {
			CallsWithFaults calls = new CallsWithFaults(InstanceMode.valueOf(mode), Backends.valueOf(backend).get());
			try {
				calls.warmUp(Kind.valueOf(kind));
				while (calls.fails(Kind.valueOf(kind), error, step, count)) {
					step++;
				}
				more = false;
			}
			catch (Throwable ex) {
				Throwable cause = (ex instanceof ExecutionException) ? ex.getCause() : ex;
				failures.add("step %d, %s: %s".formatted(step, Faults.place(), cause));
				step++;
				more = failures.size() < 100;
			}
			finally {
				calls.module.close();
				calls.caller.close();
			}
		}
		assertThat(failures).isEmpty();
		return step;
	}

	private void warmUp(Kind kind) throws Exception {
		for (int i = 0; i < 3; i++) {
			kind.prepare(this);
			kind.attempt(this);
		}
	}

	/**
	 * Make a call that fails at a step, and look what has become of the rest.
	 * @return whether it came to that step
	 */
	private boolean fails(Kind kind, Supplier<? extends Error> error, int step, int count) throws Throwable {
		kind.prepare(this);
		CountDownLatch checked = new CountDownLatch(1);
		FutureTask<Boolean> call = new FutureTask<>(() -> {
			Faults.begin(error, step, count);
			Object result = null;
			Throwable failure = null;
			try {
				result = kind.attempt(this);
			}
			catch (Throwable ex) {
				failure = ex;
			}
			boolean failed = Faults.end();
			if (!failed && failure != null) {
				throw new AssertionError(failure);
			}
			if (kind.isInterrupted() && Faults.isBefore(InstancePool.class, "end")) {
				// nobody is left who could take back the watchdog's interrupt
				Thread.interrupted();
			}
			assertThat(Thread.currentThread().isInterrupted()).as("interrupted").isFalse();
			assertThat(patiently(() -> this.module.call("ok"))).isEqualTo(42);
			return failed;
		});
		FutureTask<Boolean> interrupt = new FutureTask<>(() -> {
			try {
				checked.await();
				return Thread.currentThread().isInterrupted();
			}
			catch (InterruptedException ex) {
				return true;
			}
		});
		Thread thread = new Thread(() -> {
			call.run();
			interrupt.run();
		}, "fault");
		thread.start();
		try {
			boolean failed = call.get();
			assertThat(this.module.getUsage().getActive()).as("active").isLessThanOrEqualTo(1);
			checkAll(this.module);
			checkAll(this.caller);
			assertThat(patiently(() -> this.caller.call("time"))).isEqualTo(42L);
			kind.awaitWatchdog(this);
			checked.countDown();
			assertThat(interrupt.get()).as("interrupted later").isFalse();
			return failed;
		}
		finally {
			checked.countDown();
		}
	}

	/**
	 * Take all slots of a module.
	 */
	private void checkAll(DefaultWasmModule module) throws Exception {
		takeAll(module, (this.mode == InstanceMode.SINGLE) ? 1 : MAX);
		assertThat(module.getUsage().getActive()).as("active").isZero();
	}

	private static Object takeAll(WasmModule module, int count) throws Exception {
		if (count == 0) {
			return count;
		}
		return patiently(() -> module.<Object>execute((instance) -> {
			try {
				return takeAll(module, count - 1);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}));
	}

	/**
	 * Call until lost instances are reclaimed, which takes a second look.
	 */
	private static @Nullable Object patiently(Callable<@Nullable Object> call) throws Exception {
		for (int i = 0; i < TRIES; i++) {
			try {
				return call.call();
			}
			catch (WasmPoolExhaustedException ex) {
				// the next look is the second
			}
		}
		return call.call();
	}

	private void spin() {
		try {
			patiently(() -> this.module.call(SHORT.multipliedBy(3), "loop"));
			throw new AssertionError("An endless loop must not end");
		}
		catch (WasmTimeoutException ex) {
			// the watchdog has looked
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Kind of calls.
	 */
	enum Kind {

		CALL {

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				return calls.module.call("ok");
			}

		},

		FIRST_CALL {

			@Override
			void prepare(CallsWithFaults calls) throws Exception {
				for (int i = 0; i < MAX; i++) {
					TRAP.attempt(calls);
				}
			}

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				return calls.module.call("ok");
			}

		},

		TRAP {

			@Override
			@Nullable Object call(CallsWithFaults calls) throws Exception {
				try {
					return patiently(() -> calls.module.call("unreachable"));
				}
				catch (WasmTrapException ex) {
					return 42;
				}
			}

		},

		EXECUTE {

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				return calls.module.<@Nullable Object>execute((instance) -> instance.call("ok"));
			}

		},

		HANDLE {

			@Override
			@Nullable Object call(CallsWithFaults calls) throws Throwable {
				return (int) calls.handle.invokeExact();
			}

		},

		NEW_HANDLE {

			@Override
			@Nullable Object call(CallsWithFaults calls) throws Throwable {
				return (int) calls.module.getHandle("ok").invokeExact();
			}

		},

		PLUGIN {

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				return calls.plugin.ok();
			}

		},

		HOST_FUNCTION {

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				return (int) (long) calls.caller.call("time");
			}

		},

		OWN_INSTANCE {

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				try (WasmInstance instance = calls.module.instantiate()) {
					return instance.call("ok");
				}
			}

		},

		TIMED {

			@Override
			boolean isInterrupted() {
				return true;
			}

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				try {
					return calls.module.call(SHORT, "ok");
				}
				catch (WasmTimeoutException ex) {
					return 42;
				}
			}

			@Override
			void awaitWatchdog(CallsWithFaults calls) {
				calls.spin();
			}

		},

		TIMEOUT {

			@Override
			boolean isInterrupted() {
				return true;
			}

			@Override
			@Nullable Object call(CallsWithFaults calls) {
				try {
					return calls.module.call(SHORT, "loop");
				}
				catch (WasmTimeoutException ex) {
					return 42;
				}
			}

			@Override
			void awaitWatchdog(CallsWithFaults calls) {
				calls.spin();
			}

		};

		void prepare(CallsWithFaults calls) throws Exception {
		}

		/**
		 * Whether the watchdog may interrupt the call.
		 */
		boolean isInterrupted() {
			return false;
		}

		abstract @Nullable Object call(CallsWithFaults calls) throws Throwable;

		void awaitWatchdog(CallsWithFaults calls) {
		}

		/**
		 * Call, and throw if the result is not the right one.
		 */
		final Object attempt(CallsWithFaults calls) throws Exception {
			try {
				Object result = call(calls);
				assertThat(result).isEqualTo(42);
				return result;
			}
			catch (Exception | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * The module as an interface.
	 */
	public interface Plugin {

		@WasmFunction
		int ok();

	}

}
