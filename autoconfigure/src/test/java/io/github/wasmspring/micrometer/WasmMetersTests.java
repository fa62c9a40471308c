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
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.core.io.ByteArrayResource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.cache.CachedBackends;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.FailureSettings;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleObservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmMeters}.
 */
class WasmMetersTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final WasmBackend backend = Backends.CHICORY_INTERPRETER.get();

	@Test
	void loadShouldTellItsSource() {
		DefaultWasmModuleRegistry modules = modules(this.meters, CachedBackends.inMemory(this.backend));
		register(modules, "one");
		register(modules, "two");
		assertThat(loads("compiled")).containsExactly("one");
		assertThat(loads("memory")).containsExactly("two");
		assertThat(this.meters.get("wasm.module.load").tag("module", "one").timer().totalTime(TimeUnit.NANOSECONDS))
			.isPositive();
	}

	private List<@Nullable String> loads(String source) {
		return this.meters.get("wasm.module.load")
			.tag("source", source)
			.tag("backend", this.backend.getId())
			.timers()
			.stream()
			.filter((timer) -> timer.count() == 1)
			.map((timer) -> timer.getId().getTag("module"))
			.toList();
	}

	@Test
	void gaugesShouldTellInstancesAndTheirMemory() {
		WasmModule module = register(modules(this.meters, this.backend), "memory_grow");
		assertThat(gauges("memory_grow")).containsExactly(0, 1, 65536);
		module.execute((one) -> {
			assertThat(one.call("grow", 2)).isEqualTo(1);
			assertThat(gauges("memory_grow")).containsExactly(1, 0, 65536);
			return module.execute((two) -> {
				assertThat(gauges("memory_grow")).containsExactly(2, 0, 2 * 65536);
				return null;
			});
		});
		assertThat(gauges("memory_grow")).containsExactly(0, 2, 4 * 65536);
		module.execute((one) -> {
			assertThat(gauges("memory_grow")).containsExactly(1, 1, 4 * 65536);
			return null;
		});
	}

	@Test
	void gaugesShouldLeaveOutInstancesOfCallers() {
		WasmModule module = register(modules(this.meters, this.backend), "memory_grow");
		module.instantiate();
		assertThat(gauges("memory_grow")).containsExactly(0, 1, 65536);
	}

	@Test
	void gaugesOfClosedModuleShouldBeZero() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		register(modules, "memory_grow");
		modules.close();
		assertThat(gauges("memory_grow")).containsExactly(0, 0, 0);
	}

	@Test
	void gaugesOfApplicationsThatShareARegistryShouldAddUp() {
		DefaultWasmModuleRegistry parent = modules(this.meters, this.backend);
		DefaultWasmModuleRegistry child = modules(this.meters, this.backend);
		register(parent, "memory_grow");
		WasmModule own = register(child, "memory_grow");
		assertThat(gauges("memory_grow")).containsExactly(0, 2, 2 * 65536);
		own.execute((one) -> {
			assertThat(gauges("memory_grow")).containsExactly(1, 1, 2 * 65536);
			return null;
		});
		child.removeModule("memory_grow");
		assertThat(gauges("memory_grow")).containsExactly(0, 1, 65536);
		parent.removeModule("memory_grow");
		assertThat(this.meters.find("wasm.instances").gauges()).isEmpty();
	}

	private List<Integer> gauges(String module) {
		return List.of(
				(int) this.meters.get("wasm.instances").tags("module", module, "state", "active").gauge().value(),
				(int) this.meters.get("wasm.instances").tags("module", module, "state", "idle").gauge().value(),
				(int) this.meters.get("wasm.memory").tags("module", module).gauge().value());
	}

	@Test
	void gaugesShouldOutliveAVersion() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		WasmModule module = register(modules, "memory_grow");
		module.execute((one) -> {
			modules.reloadModule("memory_grow");
			assertThat(module.call("size")).isEqualTo(1);
			assertThat(gauges("memory_grow")).containsExactly(0, 1, 65536);
			return null;
		});
		modules.reloadModule("memory_grow");
		module.call("size");
		assertThat(gauges("memory_grow")).containsExactly(0, 1, 65536);
	}

	@Test
	void replacementsShouldBeCounted() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		register(modules, "one");
		assertThat(count("wasm.module.replacements", "outcome", "success")).isZero();
		modules.reloadModule("one");
		modules.reloadModule("one");
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> modules
			.replaceModule(WasmModuleDefinition.of("one", new ByteArrayResource(new byte[8]), this.backend.getId())));
		assertThat(count("wasm.module.replacements", "outcome", "success")).isEqualTo(2);
		assertThat(count("wasm.module.replacements", "outcome", "failure")).isEqualTo(1);
	}

	@Test
	void suspensionsShouldBeCountedByTheirCause() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		WasmModule module = modules
			.registerModule(WasmModuleDefinition.of("one", Guests.resource("numbers"), this.backend.getId())
				.withFailures(FailureSettings.DEFAULTS.withThreshold(2)));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("div", 1, 0));
		}
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(() -> module.call("add", 1, 2));
		modules.resumeModule("one");
		modules.suspendModule("one");
		modules.suspendModule("one");
		assertThat(count("wasm.module.suspensions", "cause", "failures")).isEqualTo(1);
		assertThat(count("wasm.module.suspensions", "cause", "operator")).isEqualTo(1);
		assertThat(this.meters.get("wasm.calls").tags("function", "add", "outcome", "suspended").timer().count())
			.isEqualTo(1);
	}

	@Test
	void callersThatWaitShouldBeMeasured() throws Exception {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		WasmModule module = modules
			.registerModule(WasmModuleDefinition.of("one", Guests.resource("numbers"), this.backend.getId())
				.withInstances(InstanceSettings.DEFAULTS.withMax(1)
					.withMaxWait(Duration.ofSeconds(30))
					.withTimeout(Duration.ofSeconds(30))));
		FutureTask<Object> waiting = new FutureTask<>(() -> module.call("add", 1, 2));
		module.execute((instance) -> {
			new Thread(waiting).start();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> this.meters.get("wasm.instances.waiting").gauge().value() == 1);
			return null;
		});
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(this.meters.get("wasm.instances.waiting").gauge().value()).isZero();
		Timer waits = this.meters.get("wasm.instances.wait").timer();
		assertThat(waits.count()).isEqualTo(1);
		assertThat(waits.totalTime(TimeUnit.NANOSECONDS)).isPositive();
	}

	@Test
	void memoryOfIdleInstancesThatIsGivenBackShouldBeCounted() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		modules
			.registerModule(WasmModuleDefinition.of("one", Guests.resource("memory_grow"), this.backend.getId())
				.withInstances(InstanceSettings.DEFAULTS.withIdleTimeout(Duration.ofMillis(4))))
			.call("grow", 2);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.meters.get("wasm.memory.released").counter().count())
				.isGreaterThanOrEqualTo(65536));
	}

	private double count(String name, String key, String value) {
		return this.meters.get(name).tags("module", "one", key, value).counter().count();
	}

	@Test
	void guestThatTellsAFailureShouldBeAnOutcome() {
		assertThat(CallOutcome.of(new WasmGuestException(new WasmErrorContext("one", "f", null), "no", null)))
			.hasToString("guest");
	}

	@Test
	void metersOfRemovedModuleShouldBeRemoved() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		register(modules, "one").call("add", 1, 2);
		register(modules, "two").call("add", 1, 2);
		modules.removeModule("one");
		assertThat(this.meters.getMeters()).isNotEmpty()
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("module")).isEqualTo("two"));
		modules.removeModule("two");
		assertThat(this.meters.getMeters()).isEmpty();
	}

	@Test
	void removedModuleShouldNotComeBack() throws Throwable {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		WasmModule module = register(modules, "one");
		MethodHandle handle = module.getHandle("add");
		modules.removeModule("one");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> handle.invoke(1, 2));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> module.call("div", 1, 2));
		assertThat(this.meters.getMeters()).isEmpty();
	}

	@Test
	void moduleThatTakesTheNameOfARemovedOneShouldStartAtZero() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		register(modules, "one").call("add", 1, 2);
		modules.removeModule("one");
		register(modules, "one").call("add", 1, 2);
		assertThat(this.meters.get("wasm.calls").timer().count()).isEqualTo(1);
		assertThat(this.meters.get("wasm.instances").gauges()).hasSize(2);
	}

	@Test
	void moduleWhoseNameIsTakenShouldNotTouchTheMetersOfTheOther() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		register(modules, "one").call("add", 1, 2);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> register(modules, "one"));
		assertThat(this.meters.get("wasm.calls").timer().count()).isEqualTo(1);
		assertThat(this.meters.get("wasm.module.load").timer().count()).isEqualTo(1);
	}

	@Test
	void metersShouldNotKeepAModuleAlive() {
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		WeakReference<WasmModule> module = new WeakReference<>(register(modules, "one"));
		modules.close();
		DefaultWasmModuleRegistry others = modules(this.meters, this.backend);
		modules = others;
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			System.gc();
			assertThat(module.get()).isNull();
		});
		assertThat(this.meters.get("wasm.memory").gauge().value()).isNaN();
	}

	@Test
	void timersShouldNotGrowWithTheFunctionsOfAModule() {
		for (int count : new int[] { 1_000, 2_000 }) {
			List<WasmExport> exports = IntStream.range(0, count)
				.mapToObj((i) -> new WasmExport("f" + i, new WasmFunctionType(List.of(), List.of())))
				.toList();
			WasmModuleObservation observation = new WasmMeters(this.meters).observe(module(exports));
			exports.forEach((export) -> end(observation, export.name()));
			assertThat(this.meters.get("wasm.calls").timers()).hasSize(ModuleFunctions.MOST_FUNCTIONS + 1);
			assertThat(this.meters.get("wasm.calls").tag("function", "f7").timer().count()).isOne();
			assertThat(this.meters.get("wasm.calls").tag("function", "other").timer().count())
				.isEqualTo(count - ModuleFunctions.MOST_FUNCTIONS);
			observation.removed();
			assertThat(this.meters.getMeters()).isEmpty();
		}
	}

	@Test
	void functionWithAVeryLongNameShouldCountAsOther() {
		String name = "f".repeat(60_000);
		WasmModuleObservation observation = new WasmMeters(this.meters)
			.observe(module(List.of(new WasmExport(name, new WasmFunctionType(List.of(), List.of())))));
		end(observation, name);
		assertThat(this.meters.get("wasm.calls").timer().getId().getTag("function")).isEqualTo("other");
	}

	private static void end(WasmModuleObservation observation, String function) {
		CallListener listener = observation.findListener(function);
		assertThat(listener).isNotNull();
		listener.ended(1, null);
	}

	private static WasmModule module(List<WasmExport> exports) {
		WasmModule module = Mockito.mock(WasmModule.class);
		BDDMockito.given(module.getName()).willReturn("many");
		BDDMockito.given(module.getBackend()).willReturn("test");
		BDDMockito.given(module.getExports()).willReturn(exports);
		BDDMockito.given(module.findExport(Mockito.anyString())).willCallRealMethod();
		return module;
	}

	@Test
	void deniedMetersShouldLeaveCallsAlone() {
		this.meters.config().meterFilter(MeterFilter.denyNameStartsWith("wasm"));
		WasmModule module = register(modules(this.meters, this.backend), "one");
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
		assertThat(this.meters.getMeters()).isEmpty();
		CallListener listener = new WasmMeters(this.meters).observe(module).findListener("add");
		assertThat(listener).isNull();
	}

	@Test
	void modulesWhoseMetersAreTheSameWithoutTagsShouldShareThem() {
		this.meters.config().meterFilter(MeterFilter.ignoreTags("module"));
		DefaultWasmModuleRegistry modules = modules(this.meters, this.backend);
		register(modules, "one").call("add", 1, 2);
		register(modules, "two").call("add", 1, 2);
		modules.removeModule("one");
		assertThat(this.meters.get("wasm.calls").timer().count()).isEqualTo(2);
		modules.removeModule("two");
		assertThat(this.meters.getMeters()).isEmpty();
	}

	@Test
	void metersShouldReachAllRegistriesOfAComposite() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		DefaultWasmModuleRegistry modules = modules(new CompositeMeterRegistry().add(prometheus).add(this.meters),
				this.backend);
		register(modules, "one").call("add", 1, 2);
		assertThat(prometheus.scrape()).contains(
				"wasm_calls_seconds_count{backend=\"chicory-interpreter\","
						+ "function=\"add\",module=\"one\",outcome=\"success\"} 1",
				"wasm_memory_bytes{module=\"one\"} 0.0", "wasm_instances{module=\"one\",state=\"idle\"} 1.0");
		assertThat(this.meters.get("wasm.calls").timer().count()).isEqualTo(1);
		modules.removeModule("one");
		assertThat(prometheus.scrape()).doesNotContain("wasm_");
		assertThat(this.meters.getMeters()).isEmpty();
	}

	@Test
	void documentationShouldBeTrue() {
		register(modules(this.meters, this.backend), "one").call("add", 1, 2);
		for (MeterDocumentation documented : WasmMeterDocumentation.values()) {
			Meter.Id meter = this.meters.get(documented.getName()).meters().iterator().next().getId();
			assertThat(meter.getType()).isEqualTo(documented.getType());
			assertThat(meter.getTags()).extracting("key")
				.containsExactlyInAnyOrder(
						List.of(documented.getKeyNames()).stream().map((key) -> key.asString()).toArray());
			assertThat(meter.getDescription()).isNotBlank();
		}
	}

	private WasmModule register(DefaultWasmModuleRegistry modules, String name) {
		modules.registerModule(WasmModuleDefinition.of(name, Guests.resource((name.contains("_")) ? name : "numbers"),
				this.backend.getId()));
		return modules.getModule(name);
	}

	private static DefaultWasmModuleRegistry modules(MeterRegistry meters, WasmBackend backend) {
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withObservers(List.of(new WasmMeters(meters))));
	}

}
