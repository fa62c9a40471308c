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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.wasmspring.Backends;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.instance.VirtualThreadFactories;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Swaps a module while threads call it without pause.
 */
abstract class AbstractSwapTests {

	private static final int THREADS = 8;

	private final int swaps;

	/**
	 * The version that certainly serves, and the one that may.
	 */
	private final AtomicInteger least = new AtomicInteger(1);

	private final AtomicInteger most = new AtomicInteger(1);

	private final AtomicLong calls = new AtomicLong();

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private volatile boolean ended;

	AbstractSwapTests(int swaps) {
		this.swaps = swaps;
	}

	@Test
	void callsOfPlatformThreadsShouldNeverFail() throws Exception {
		swap(Thread::new);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void callsOfVirtualThreadsShouldNeverFail() throws Exception {
		swap(VirtualThreadFactories.create());
	}

	private void swap(ThreadFactory threads) throws Exception {
		try (DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(Backends.current()), Map.of()))) {
			WasmModule module = registry.registerModule(definition(1));
			List<Thread> callers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Thread caller = threads.newThread(caller(i, module));
				callers.add(caller);
				caller.start();
			}
			for (int i = 2; i <= this.swaps + 1 && this.failure.get() == null; i++) {
				this.most.set(i);
				registry.replaceModule(definition(i));
				this.least.set(i);
				awaitCalls();
			}
			this.ended = true;
			for (Thread caller : callers) {
				caller.join();
			}
			assertThat(this.failure.get()).isNull();
			assertThat(module.getVersion()).isEqualTo(this.swaps + 1);
		}
	}

	/**
	 * Let every version serve for a while.
	 */
	private void awaitCalls() {
		long enough = this.calls.get() + 2 * THREADS;
		while (this.calls.get() < enough && this.failure.get() == null) {
			Thread.onSpinWait();
		}
	}

	private WasmModuleDefinition definition(int version) {
		return WasmModuleDefinition.of("living", VersionGuest.resource(version), Backends.current().getId());
	}

	private Runnable caller(int index, WasmModule module) {
		Caller caller = switch (index % 4) {
			case 0 -> new WasmPluginFactory().create(Caller.class, module);
			case 1 -> () -> (Integer) module.call(VersionGuest.FUNCTION);
			case 2 -> () -> module.execute((instance) -> (Integer) instance.call(VersionGuest.FUNCTION));
			default -> ofHandle(module.getHandle(VersionGuest.FUNCTION));
		};
		return () -> {
			try {
				while (!this.ended) {
					int before = this.least.get();
					int version = caller.version();
					int after = this.most.get();
					assertThat(version).isBetween(before, after);
					this.calls.incrementAndGet();
				}
			}
			catch (Throwable ex) {
				this.failure.compareAndSet(null, ex);
			}
		};
	}

	private static Caller ofHandle(MethodHandle handle) {
		return () -> {
			try {
				return (int) handle.invokeExact();
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	interface Caller {

		@WasmFunction
		int version();

	}

}
