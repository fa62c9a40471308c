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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How calls that take too long end, on every backend.
 */
@Timeout(60)
public abstract class AbstractTimeoutContractTests {

	private static final Duration TIMEOUT = Duration.ofMillis(100);

	private Runnable nothing = () -> {
	};

	private Runnable sleep = () -> {
		try {
			Thread.sleep(60_000);
		}
		catch (InterruptedException ex) {
			// as careless code does
		}
	};

	protected WasmBackend backend() {
		return Backends.current();
	}

	private WasmModule loops(InstanceMode mode, Duration timeout) {
		HostFunctions host = HostFunctions.of("env").function("nothing", "() -> ()", (caller, arguments) -> {
			this.nothing.run();
			return new long[0];
		}).function("sleep", "() -> ()", (caller, arguments) -> {
			this.sleep.run();
			return new long[0];
		}).build();
		return Guests.load("loops", backend(), (settings) -> settings.withMode(mode).withMax(2).withTimeout(timeout),
				host);
	}

	private WasmModule loops() {
		return loops(InstanceMode.POOLED, TIMEOUT);
	}

	private void assertTimeout(WasmModule module, String function, Object... arguments) {
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call(function, arguments))
			.withMessageContainingAll("Module 'loops'", "function '" + function + "'",
					"backend '" + backend().getId() + "'", "longer than its timeout of 100ms",
					"'WasmModuleDefinition.withTimeout'");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "br_if", "nested", "fill", "calls", "indirect_calls", "host_calls" })
	void endlessLoopShouldTimeOut(String function) {
		assertTimeout(loops(), function);
	}

	/**
	 * Nothing here is a loop or a call, at which engines look whether to stop.
	 */
	@Test
	void largeBulkInstructionsShouldTimeOut() {
		WasmModule module = Guests.load("bulk_large", backend());
		assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> module.call(Duration.ofMillis(10), "for_long"))
			.satisfies((ex) -> assertThat(ex.getCause()).as("stopped before its end").isNotNull());
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void endlessBranchTableShouldTimeOut() {
		assertTimeout(loops(), "br_table", 0);
	}

	@Test
	void endlessRecursionShouldTimeOut() {
		assertTimeout(loops(), "tree", 100);
	}

	@Test
	void hostFunctionThatSleepsShouldTimeOut() {
		this.sleep = () -> {
			try {
				Thread.sleep(60_000);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("woken up", ex);
			}
		};
		assertTimeout(loops(), "sleep_then_loop");
	}

	@Test
	void hostFunctionThatSwallowsTheInterruptShouldNotKeepTheGuestAlive() {
		assertTimeout(loops(), "sleep_then_loop");
	}

	@Test
	void nestedCallShouldBelongToTheOuterOne() {
		AtomicReference<@Nullable Throwable> inner = new AtomicReference<>();
		WasmModule module = loops();
		this.nothing = () -> {
			try {
				module.call(Duration.ofSeconds(30), "br");
			}
			catch (RuntimeException ex) {
				inner.set(ex);
				throw ex;
			}
		};
		assertTimeout(module, "host_calls");
		assertThat(inner.get()).isInstanceOf(WasmTrapException.class)
			.extracting((ex) -> ((WasmTrapException) ex).getKind())
			.isEqualTo(WasmTrapKind.INTERRUPTED);
	}

	@Test
	void nestedCallThatTimesOutShouldReachTheOuterOne() {
		WasmModule module = loops(InstanceMode.POOLED, Duration.ofSeconds(30));
		this.nothing = () -> module.call(TIMEOUT, "br");
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("host_calls"))
			.withCauseInstanceOf(WasmTimeoutException.class);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void instanceThatTimedOutShouldNotBeUsedAgain() {
		WasmModule module = loops(InstanceMode.SINGLE, TIMEOUT);
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call("br"));
		assertThat(module.call("turns")).isEqualTo(0L);
	}

	@Test
	void ownInstanceShouldBeUsableAfterwards() {
		try (WasmInstance instance = loops().instantiate()) {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> instance.call("br"));
			assertThat((long) instance.call("turns")).isPositive();
		}
	}

	@Test
	void callWithTimeoutOfItsOwnShouldIgnoreThatOfTheModule() {
		WasmModule module = loops(InstanceMode.POOLED, Duration.ZERO);
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call(TIMEOUT, "br"));
		assertThat(module.call(Duration.ofSeconds(30), "add", 1, 2)).isEqualTo(3);
	}

	@Test
	void executeWithTimeoutShouldLimitAllCallsTogether() {
		WasmModule module = loops(InstanceMode.POOLED, Duration.ofSeconds(30));
		assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> module.<@Nullable Object>execute(TIMEOUT, (instance) -> {
				while (true) {
					instance.call("add", 1, 2);
				}
			}));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
	}

	@Test
	void pluginMethodShouldHaveTimeoutOfItsOwn() {
		WasmModule module = loops(InstanceMode.POOLED, Duration.ofSeconds(30));
		Loops loops = new WasmPluginFactory().create(Loops.class, module);
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(loops::br)
			.withMessageContainingAll("function 'br'", "100ms", "@WasmFunction");
		assertThat(loops.add(1, 2)).isEqualTo(3);
	}

	@Test
	void pluginMethodWhoseTimeoutIsNoDurationShouldBeRefused() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(Mistake.class, loops()))
			.withMessageContainingAll("'soon'", "br", "timeout = \"500ms\"");
	}

	@Test
	void startSectionShouldTimeOut() {
		assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> Guests.load("start_loop", backend(), (settings) -> settings.withTimeout(TIMEOUT)))
			.withMessageContainingAll("Module 'start_loop'", "100ms");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void pluginMethodShouldNotWaitLongerForItsInstance() {
		AtomicInteger stuck = new AtomicInteger();
		HostFunctions host = HostFunctions.of("env")
			.function("stuck", "() -> (i32)", (caller, arguments) -> new long[] { stuck.get() })
			.build();
		WasmModule module = Guests.load("initialize_loop", backend(),
				(settings) -> settings.withMode(InstanceMode.PER_CALL).withMax(2).withTimeout(Duration.ofSeconds(30)),
				host);
		Adder adder = new WasmPluginFactory().create(Adder.class, module);
		assertThat(adder.add(1, 2)).isEqualTo(3);
		stuck.set(1);
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> adder.add(1, 2))
			.withMessageContainingAll("function '_initialize'", "100ms");
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call(TIMEOUT, "add", 1, 2))
			.withMessageContainingAll("function '_initialize'", "100ms");
		stuck.set(0);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(adder.add(1, 2)).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "host_calls", "br", "fill", "calls" })
	void interruptOfTheCallerShouldEndTheCallAndStayVisible(String function) throws Exception {
		WasmModule module = loops(InstanceMode.POOLED, Duration.ofSeconds(30));
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		AtomicReference<@Nullable Boolean> interrupted = new AtomicReference<>();
		Thread caller = new Thread(() -> {
			try {
				module.call(function);
			}
			catch (RuntimeException ex) {
				failure.set(ex);
			}
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		caller.start();
		Thread.sleep(100);
		caller.interrupt();
		caller.join(10_000);
		assertThat(failure.get()).isInstanceOf(WasmTrapException.class)
			.extracting((ex) -> ((WasmTrapException) ex).getKind())
			.isEqualTo(WasmTrapKind.INTERRUPTED);
		assertThat(interrupted.get()).isTrue();
	}

	@Test
	void globalShouldBeReadableLongAfterTheLastCall() throws Exception {
		loops(InstanceMode.SINGLE, TIMEOUT).execute((instance) -> {
			assertThat(instance.call("add", 1, 2)).isEqualTo(3);
			sleep(TIMEOUT.toMillis() * 3);
			assertThat(instance.global("counter").get()).isEqualTo(0L);
			return null;
		});
	}

	private static void sleep(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void manyTimeoutsShouldLeaveNothingBehind() {
		WasmModule module = loops(InstanceMode.POOLED, Duration.ofSeconds(30));
		for (int i = 0; i < 50; i++) {
			assertThatExceptionOfType(WasmTimeoutException.class)
				.isThrownBy(() -> module.call(Duration.ofMillis(5), "br_if"));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThat(module.call("add", i, 1)).isEqualTo(i + 1);
		}
	}

	interface Loops {

		@WasmFunction(timeout = "100ms")
		void br();

		@WasmFunction
		int add(int left, int right);

	}

	interface Adder {

		@WasmFunction(timeout = "100ms")
		int add(int left, int right);

	}

	interface Mistake {

		@WasmFunction(timeout = "soon")
		void br();

	}

}
