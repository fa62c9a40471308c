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

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.VirtualThreadFactories;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls near the end of a stack take no instance from later calls, whoever filled the
 * stack. There are {@code deep.calls} of each kind.
 */
@Tag("slow")
@EveryBackend
@Timeout(180)
class DeepCallTests {

	private static final int CALLS = Integer.getInteger("deep.calls", 200);

	private static final int MAX = 2;

	private static final int SMALLEST_STACK = 300 * 1024;

	private static final int LARGEST_STACK = 1024 * 1024;

	private static final int STEP = 13_331;

	/**
	 * On the way back from the end of a stack, a call is made at as many depths.
	 */
	private static final int CALLS_PER_STACK = 50;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger results = new AtomicInteger();

	private @Nullable WasmModule module;

	private @Nullable WasmModule caller;

	private @Nullable Plugin plugin;

	private int max;

	private void open(InstanceMode mode) {
		this.max = (mode == InstanceMode.SINGLE) ? 1 : MAX;
		WasmModule module = load("traps", mode);
		this.module = module;
		this.plugin = new WasmPluginFactory().create(Plugin.class, module);
		this.caller = load("deep", mode,
				HostFunctions.of("env").function("ask", "() -> (i32)", (instance, arguments) -> {
					this.calls.incrementAndGet();
					long result = (int) module.call("ok");
					this.results.incrementAndGet();
					return new long[] { result };
				}).build());
		assertThat(this.caller.call("descend", 1)).isEqualTo(43);
	}

	private static WasmModule load(String guest, InstanceMode mode, HostFunctions... functions) {
		return Guests.load(guest, Backends.current(),
				(settings) -> settings.withMode(mode)
					.withMax(MAX)
					.withMaxWait(Duration.ofSeconds(5))
					.withTimeout(Duration.ofSeconds(30)),
				functions);
	}

	@ParameterizedTest
	@EnumSource
	void deepApplicationShouldTakeNothing(InstanceMode mode) throws Exception {
		open(mode);
		repeat(new SizedStacks(), () -> {
			try {
				descend(new AtomicInteger(CALLS_PER_STACK));
			}
			catch (StackOverflowError ex) {
				// expected
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void deepGuestShouldTakeNothing(InstanceMode mode) throws Exception {
		open(mode);
		repeat(new SizedStacks(), this::sink);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void deepGuestOnVirtualThreadShouldTakeNothing() throws Exception {
		open(InstanceMode.POOLED);
		repeat(VirtualThreadFactories.create(), this::sink);
	}

	private void sink() {
		try {
			this.caller.call("sink");
		}
		catch (RuntimeException | StackOverflowError ex) {
			// expected
		}
	}

	/**
	 * Call at the end of the stack, and at some depths before it.
	 */
	private void descend(AtomicInteger left) {
		try {
			descend(left);
		}
		catch (StackOverflowError ex) {
			if (left.getAndDecrement() > 0) {
				call((left.get() & 1) == 0);
			}
			throw ex;
		}
	}

	private void call(boolean plugged) {
		this.calls.incrementAndGet();
		try {
			Object result = (plugged) ? this.plugin.ok() : this.module.call("ok");
			if (result.equals(42)) {
				this.results.incrementAndGet();
			}
		}
		catch (RuntimeException | StackOverflowError ex) {
			// expected
		}
	}

	private void repeat(ThreadFactory threads, Runnable action) throws Exception {
		for (int round = 0; this.calls.get() < CALLS; round++) {
			AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
			Thread thread = threads.newThread(() -> {
				try {
					action.run();
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
			});
			thread.start();
			thread.join();
			assertThat(failure.get()).isNull();
			checkAll(this.module);
			checkAll(this.caller);
		}
		assertThat(this.results.get()).isPositive();
	}

	private void checkAll(WasmModule module) {
		assertThat(take(module, this.max)).isEqualTo(this.max);
	}

	private static int take(WasmModule module, int count) {
		return (count == 0) ? 0 : module.<Integer>execute((instance) -> 1 + take(module, count - 1));
	}

	/**
	 * Makes threads with stacks of many sizes.
	 */
	private static final class SizedStacks implements ThreadFactory {

		private int count;

		@Override
		public Thread newThread(Runnable action) {
			int size = SMALLEST_STACK + (this.count++ * STEP) % (LARGEST_STACK - SMALLEST_STACK);
			return new Thread(null, action, "deep", size);
		}

	}

	/**
	 * The module as an interface.
	 */
	interface Plugin {

		@WasmFunction
		int ok();

	}

}
