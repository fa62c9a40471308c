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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Calls of modules on virtual threads.
 */
@EveryBackend
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(120)
class VirtualThreadCallTests {

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	private final ExecutorService executor = Executors.newCachedThreadPool(VirtualThreadFactories.create());

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	private static WasmModule load(int max, Duration timeout, Runnable sleep) {
		HostFunctions host = HostFunctions.of("env")
			.function("nothing", "() -> ()", (caller, arguments) -> new long[0])
			.function("sleep", "() -> ()", (caller, arguments) -> {
				sleep.run();
				return new long[0];
			})
			.build();
		return Guests.load("loops", Backends.current(),
				(settings) -> settings.withMode(InstanceMode.POOLED)
					.withMax(max)
					.withMaxWait(Duration.ofSeconds(60))
					.withTimeout(timeout),
				host);
	}

	@Test
	void manyShortLivedThreadsShouldShareFewInstances() throws Exception {
		WasmModule module = load(2, Duration.ofSeconds(30), () -> {
		});
		List<Future<Object>> sums = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			int value = i;
			sums.add(this.executor.submit(() -> module.call("add", value, 1)));
		}
		for (int i = 0; i < sums.size(); i++) {
			assertThat(sums.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i + 1);
		}
	}

	@Test
	void endlessLoopShouldTimeOut() throws Exception {
		WasmModule module = load(2, Duration.ofMillis(100), () -> {
		});
		Future<Boolean> interrupted = this.executor.submit(() -> {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call("br"));
			return Thread.currentThread().isInterrupted();
		});
		assertThat(interrupted.get(60, TimeUnit.SECONDS)).isFalse();
	}

	/**
	 * More calls than there are threads of the platform meet in a host function.
	 */
	@Test
	void hostFunctionThatWaitsShouldNotHoldThreadOfThePlatform() throws Exception {
		assumeTrue(!Backends.current().getId().equals("wasmtime"), "native frames hold it");
		int calls = 4 * PROCESSORS;
		CountDownLatch arrived = new CountDownLatch(calls);
		WasmModule module = load(calls, Duration.ofSeconds(30), () -> {
			arrived.countDown();
			try {
				arrived.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			throw new IllegalArgumentException("all have arrived");
		});
		List<Future<?>> ends = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			ends.add(this.executor.submit(() -> assertThatExceptionOfType(WasmTrapException.class)
				.isThrownBy(() -> module.call("sleep_then_loop"))
				.withStackTraceContaining("all have arrived")));
		}
		assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
		for (Future<?> end : ends) {
			end.get(60, TimeUnit.SECONDS);
		}
	}

}
