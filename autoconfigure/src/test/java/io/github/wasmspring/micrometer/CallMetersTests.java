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

package io.github.wasmspring.micrometer;

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the meters of calls, which every way of calling leads to once.
 */
@EveryBackend
class CallMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void callByNameShouldBeCountedOnce() {
		WasmModule module = load("numbers");
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
		assertThat(module.call(Duration.ofSeconds(10), "add", 1, 2)).isEqualTo(3);
		module.call("nothing");
		assertThat(counts()).isEqualTo(Map.of("add success", 2L, "nothing success", 1L));
	}

	@Test
	void callByHandleShouldBeCountedOnce() throws Throwable {
		WasmModule module = load("numbers");
		MethodHandle handle = module.getHandle("add");
		MethodHandle limited = module.getHandle(Duration.ofSeconds(10), "add");
		for (int i = 0; i < 3; i++) {
			assertThat((int) handle.invokeExact(1, 2)).isEqualTo(3);
			assertThat((int) limited.invokeExact(1, 2)).isEqualTo(3);
		}
		module.getHandle("nothing").invokeExact();
		assertThat((long) module.getHandle("add-long").invokeExact(1L, 2L)).isEqualTo(3);
		assertThat((double) module.getHandle("add_double").invokeExact(1.0, 2.0)).isEqualTo(3);
		assertThat(counts()).isEqualTo(
				Map.of("add success", 6L, "nothing success", 1L, "add-long success", 1L, "add_double success", 1L));
	}

	@Test
	void callOfPluginWithNumbersShouldBeCountedOnce() {
		Numbers numbers = new WasmPluginFactory().create(Numbers.class, load("numbers"));
		for (int i = 0; i < 5; i++) {
			assertThat(numbers.add(1, 2)).isEqualTo(3);
		}
		assertThat(numbers.twice(3)).isEqualTo(6);
		assertThat(counts()).isEqualTo(Map.of("add success", 6L));
	}

	@Test
	void callOfPluginWithBuffersShouldBeCountedOnceAndWithoutItsAllocations() {
		Text text = new WasmPluginFactory().create(Text.class, load("counting"));
		assertThat(text.concat("Hello, ", "world")).isEqualTo("Hello, world");
		assertThat(text.concat("a", "b")).isEqualTo("ab");
		assertThat(counts()).isEqualTo(Map.of("concat success", 2L));
	}

	@Test
	void callsOfActionShouldBeCountedEach() {
		WasmModule module = load("numbers");
		module.execute((instance) -> {
			instance.call("add", 1, 2);
			return instance.getFunction("add").callRaw(1, 2);
		});
		module.execute(Duration.ofSeconds(10), (instance) -> instance.call("add", 1, 2));
		assertThat(counts()).isEqualTo(Map.of("add success", 3L));
	}

	@Test
	void callsOnInstanceOfCallerShouldBeCounted() {
		WasmModule module = load("memory_grow");
		try (WasmInstance instance = module.instantiate()) {
			assertThat(instance.call("size")).isEqualTo(1);
			assertThat(instance.memory().pages()).isEqualTo(1);
			assertThat(instance.memory("memory").pages()).isEqualTo(1);
			assertThat(instance.getModule().getDigest()).isEqualTo(module.getDigest());
			assertThat(instance.isOpen()).isTrue();
		}
		assertThat(counts()).isEqualTo(Map.of("size success", 1L));
	}

	@Test
	void callOnInstanceOfCallerWithinAnotherShouldBelongToIt() {
		CallBack host = new CallBack();
		WasmModule module = load("wasi_exit", UnaryOperator.identity(),
				AnnotatedHostFunctions.of(host, ValueCodecs.of(WasmJson.detect())));
		try (WasmInstance instance = module.instantiate()) {
			host.instance = instance;
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("leave_nested", 7));
		}
		assertThat(counts()).isEqualTo(Map.of("leave_nested trap", 1L, "leave_nested success", 0L));
	}

	@Test
	void callWithinAnotherShouldBelongToIt() {
		WasmModule module = load("wasi_exit", UnaryOperator.identity(),
				AnnotatedHostFunctions.of(new CallBack(), ValueCodecs.of(WasmJson.detect())));
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("leave_nested", 7));
		assertThat(counts()).isEqualTo(Map.of("leave_nested trap", 1L, "leave_nested success", 0L));
	}

	@Test
	void exitShouldBeOutcome() {
		WasmModule module = load("wasi_exit", UnaryOperator.identity(),
				AnnotatedHostFunctions.of(new CallBack(), ValueCodecs.of(WasmJson.detect())));
		assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> module.call("leave", 7));
		assertThat(counts()).isEqualTo(Map.of("leave exit", 1L, "leave success", 0L));
	}

	@Test
	void exitWithCodeZeroShouldBeSuccess() {
		WasmModule module = load("wasi_exit", UnaryOperator.identity(),
				AnnotatedHostFunctions.of(new CallBack(), ValueCodecs.of(WasmJson.detect())));
		assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> module.call("leave", 0));
		assertThat(counts()).isEqualTo(Map.of("leave success", 1L));
	}

	@Test
	void commandShouldBeCounted() {
		load("command").call("_start");
		assertThat(counts()).isEqualTo(Map.of("_start success", 1L));
	}

	@Test
	void initializationShouldNotBeCounted() {
		assertThat(load("initialize").call("counter")).isNotNull();
		assertThat(counts()).isEqualTo(Map.of("counter success", 1L));
	}

	@Test
	void trapShouldBeOutcome() throws Throwable {
		WasmModule module = load("numbers");
		MethodHandle handle = module.getHandle("div");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> handle.invoke(1, 0));
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("div", 1, 0));
		}
		assertThat((int) handle.invokeExact(4, 2)).isEqualTo(2);
		assertThat(counts()).isEqualTo(Map.of("div trap", 4L, "div success", 1L));
	}

	@Test
	void timeoutShouldBeOutcome() {
		Duration timeout = Duration.ofMillis(50);
		WasmModule module = load("traps");
		MethodHandle handle = module.getHandle(timeout, "loop");
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call(timeout, "loop"));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> handle.invoke());
		}
		assertThat(counts()).isEqualTo(Map.of("loop timeout", 3L, "loop success", 0L));
		assertThat(this.registry.get("wasm.calls").tag("outcome", "timeout").timer().max(TimeUnit.MILLISECONDS))
			.isGreaterThanOrEqualTo(50);
	}

	@Test
	void exhaustedPoolShouldBeOutcome() throws Throwable {
		WasmModule module = load("numbers",
				(settings) -> settings.withMode(InstanceMode.SINGLE).withMax(1).withMaxWait(Duration.ofMillis(1)));
		MethodHandle handle = module.getHandle("add");
		module.execute((instance) -> {
			assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> module.call("add", 1, 2));
			assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> handle.invoke(1, 2));
			return null;
		});
		assertThat(counts()).isEqualTo(Map.of("add exhausted", 2L, "add success", 0L));
	}

	@Test
	void argumentsThatDoNotFitShouldBeAnError() {
		WasmModule module = load("numbers");
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> module.call("add", 1));
		assertThat(counts()).isEqualTo(Map.of("add error", 1L, "add success", 0L));
	}

	@Test
	void unknownFunctionShouldHaveNoMeter() {
		WasmModule module = load("numbers");
		assertThatExceptionOfType(NoSuchWasmFunctionException.class).isThrownBy(() -> module.call("missing"));
		assertThatExceptionOfType(NoSuchWasmFunctionException.class)
			.isThrownBy(() -> module.execute((instance) -> instance.call("missing")));
		module.execute(Duration.ZERO, "missing", (instance) -> null);
		assertThat(counts()).isEmpty();
	}

	@Test
	void callsOnInstancesPerCallShouldBeCounted() throws Throwable {
		WasmModule module = load("numbers", (settings) -> settings.withMode(InstanceMode.PER_CALL));
		MethodHandle handle = module.getHandle("increment");
		for (int i = 0; i < 3; i++) {
			assertThat((int) handle.invokeExact()).isEqualTo(1);
		}
		assertThat(counts()).isEqualTo(Map.of("increment success", 3L));
	}

	@Test
	void callsShouldBeTaggedAndTimed() {
		load("numbers").call("add", 1, 2);
		Timer timer = this.registry.get("wasm.calls").timer();
		assertThat(timer.getId().getTags()).extracting((tag) -> tag.getKey() + "=" + tag.getValue())
			.containsExactlyInAnyOrder("module=numbers", "function=add", "backend=" + Backends.current().getId(),
					"outcome=success");
		assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
	}

	private WasmModule load(String guest) {
		return load(guest, UnaryOperator.identity());
	}

	private WasmModule load(String guest, UnaryOperator<InstanceSettings> settings, HostFunctions... hostFunctions) {
		return Guests.load(WasmModuleDefinition.of(guest, Guests.resource(guest), Backends.current().getId()),
				Backends.current(), new WasmMeters(this.registry), settings, hostFunctions);
	}

	/**
	 * Return how many calls there were, by function and outcome.
	 */
	private Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		for (Timer timer : this.registry.find("wasm.calls").timers()) {
			counts.put(timer.getId().getTag("function") + " " + timer.getId().getTag("outcome"), timer.count());
		}
		return counts;
	}

	interface Numbers {

		@WasmFunction
		int add(int a, int b);

		default int twice(int value) {
			return add(value, value);
		}

	}

	interface Text {

		@WasmFunction
		String concat(String a, String b);

	}

	@WasmHost("env")
	static class CallBack {

		private WasmInstance instance;

		@WasmHostFunction
		void callBack(int code, WasmInstance caller) {
			((this.instance != null) ? this.instance : caller).call("leave", code);
		}

	}

}
