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

package io.github.wasmspring.instance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link VirtualThreadMode}.
 */
@EveryBackend
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(120)
class VirtualThreadModeTests {

	private final ExecutorService executor = Executors.newCachedThreadPool(VirtualThreadFactories.create());

	private final CountDownLatch entered = new CountDownLatch(1);

	private final AtomicReference<Thread> thread = new AtomicReference<>();

	private boolean waiting;

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	private WasmModule load(VirtualThreadMode mode) {
		HostFunctions host = HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, arguments) -> {
			throw new IllegalArgumentException("refused");
		}).function("now", "() -> (i64)", (caller, arguments) -> {
			this.thread.set(Thread.currentThread());
			this.entered.countDown();
			if (this.waiting) {
				sleep();
			}
			return new long[] { 42 };
		}).build();
		HostFunctions math = HostFunctions.of("math")
			.function("pow", "(f64, f64) -> (f64)", (caller, arguments) -> arguments)
			.build();
		WasmBackend backend = Backends.current();
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withHostFunctions(List.of(host, math))
					.withVirtualThreads(mode));
		registry.registerModule(WasmModuleDefinition.of("imports", Guests.resource("imports"), backend.getId()));
		return registry.getModule("imports");
	}

	private static void sleep() {
		try {
			Thread.sleep(60_000);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("woken", ex);
		}
	}

	@Test
	void callsOfVirtualThreadShouldRunOnCarrier() throws Exception {
		WasmModule module = load(VirtualThreadMode.CARRIER);
		Thread caller = this.executor.submit(() -> {
			assertThat(module.call("time")).isEqualTo(42L);
			return Thread.currentThread();
		}).get(60, TimeUnit.SECONDS);
		if (!Backends.current().getId().equals("wasmtime")) {
			assertThat(this.thread).hasValue(caller);
		}
	}

	@Test
	void callsOfVirtualThreadShouldRunOnPlatformThread() throws Exception {
		WasmModule module = load(VirtualThreadMode.PLATFORM);
		Clock clock = new WasmPluginFactory().create(Clock.class, module);
		this.executor.submit(() -> {
			for (int i = 0; i < 3; i++) {
				assertThat(module.call("time")).isEqualTo(42L);
				assertThat(VirtualThreads.isVirtual(this.thread.getAndSet(null))).isFalse();
				assertThat(clock.time()).isEqualTo(42L);
				assertThat(VirtualThreads.isVirtual(this.thread.getAndSet(null))).isFalse();
			}
		}).get(60, TimeUnit.SECONDS);
		assertThat(clock.time()).isEqualTo(42L);
		if (!Backends.current().getId().equals("wasmtime")) {
			assertThat(this.thread).hasValue(Thread.currentThread());
		}
	}

	@Test
	void failureOnPlatformThreadShouldReachTheCaller() throws Exception {
		WasmModule module = load(VirtualThreadMode.PLATFORM);
		this.executor
			.submit(() -> assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("run"))
				.withRootCauseInstanceOf(IllegalArgumentException.class))
			.get(60, TimeUnit.SECONDS);
	}

	@Test
	void interruptShouldReachTheCallOnPlatformThread() throws Exception {
		this.waiting = true;
		WasmModule module = load(VirtualThreadMode.PLATFORM);
		AtomicReference<Thread> caller = new AtomicReference<>();
		Future<Boolean> interrupted = this.executor.submit(() -> {
			caller.set(Thread.currentThread());
			assertThatExceptionOfType(WasmException.class).isThrownBy(() -> module.call("time"))
				.withStackTraceContaining("woken");
			return Thread.interrupted();
		});
		assertThat(this.entered.await(60, TimeUnit.SECONDS)).isTrue();
		caller.get().interrupt();
		assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
		this.waiting = false;
		assertThat(this.executor.submit(() -> module.call("time")).get(60, TimeUnit.SECONDS)).isEqualTo(42L);
	}

	@Test
	void callThatFindsNoPlatformThreadInTimeShouldBeRefused() throws Exception {
		CountDownLatch left = new CountDownLatch(1);
		for (int i = 0; i < PlatformThreads.MOST; i++) {
			this.executor.submit(() -> PlatformThreads.run(() -> {
				try {
					return left.await(60, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					return false;
				}
			}, Duration.ofSeconds(60), IllegalStateException::new));
		}
		this.executor
			.submit(() -> assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> PlatformThreads.run(() -> true, Duration.ofMillis(1), IllegalStateException::new)))
			.get(60, TimeUnit.SECONDS);
		left.countDown();
	}

	interface Clock {

		@WasmFunction
		long time();

	}

}
