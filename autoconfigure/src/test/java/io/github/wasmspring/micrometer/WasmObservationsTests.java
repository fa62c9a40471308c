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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleObserver;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmObservations}.
 */
@EveryBackend
class WasmObservationsTests {

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private DefaultWasmModuleRegistry modules;

	@Test
	void callShouldBeASpanOfTheCurrentTrace() {
		trace();
		WasmModule module = load("numbers", observations());
		Observation.createNotStarted("request", this.registry)
			.observe(() -> assertThat(module.call("add", 1, 2)).isEqualTo(3));
		SpanData request = span("request");
		SpanData call = span("numbers/add");
		assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
		assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
		assertThat(attributes(call))
			.isEqualTo(Map.of("module", "numbers", "function", "add", "backend", module.getBackend(), "outcome",
					"success", "wasm.module", "numbers", "version", "1", "digest", module.getDigest()));
	}

	@Test
	void callsByHandleAndPluginShouldBeSpans() throws Throwable {
		trace();
		WasmModule module = load("numbers", observations());
		MethodHandle handle = module.getHandle("add");
		Numbers numbers = new WasmPluginFactory().create(Numbers.class, module);
		for (int i = 0; i < 3; i++) {
			assertThat((int) handle.invokeExact(1, 2)).isEqualTo(3);
			assertThat(numbers.add(1, 2)).isEqualTo(3);
		}
		try (WasmInstance instance = module.instantiate()) {
			instance.call("add", 1, 2);
		}
		assertThat(this.spans.getFinishedSpanItems()).extracting(SpanData::getName)
			.hasSize(7)
			.containsOnly("numbers/add");
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void hostFunctionShouldBeAChildOfTheCall() {
		trace();
		CallBack host = new CallBack();
		WasmModule module = load("wasi_exit", observations(),
				AnnotatedHostFunctions.of(host, ValueCodecs.of(WasmJson.detect())));
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("leave_nested", 7));
		SpanData call = span("wasi_exit/leave_nested");
		SpanData hostCall = span("env.call_back");
		assertThat(hostCall.getParentSpanId()).isEqualTo(call.getSpanId());
		assertThat(attributes(hostCall))
			.isEqualTo(Map.of("module", "wasi_exit", "function", "env.call_back", "outcome", "error"));
		assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(attributes(call)).containsEntry("outcome", "trap");
		assertThat(host.current).isEqualTo("wasm.host.calls");
	}

	@Test
	void timerShouldTakeThePlaceOfTheMeterOfCalls() {
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		this.meters.config().meterFilter(new CallsMeterFilter());
		WasmModule module = load("numbers", List.of(new WasmObservations(this.registry, UnaryOperator.identity()),
				WasmMeters.withoutCalls(this.meters, UnaryOperator.identity())));
		module.call("add", 1, 2);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("div", 1, 0));
		assertThat(this.meters.get("wasm.calls").timers()).allSatisfy((timer) -> assertThat(timer.count()).isEqualTo(1))
			.extracting((timer) -> timer.getId().getTags().toString())
			.containsExactlyInAnyOrder(tags(module, "add", "success"), tags(module, "div", "trap"));
		this.modules.removeModule("numbers");
		assertThat(this.meters.getMeters()).isEmpty();
	}

	private static String tags(WasmModule module, String function, String outcome) {
		return "[tag(backend=%s), tag(function=%s), tag(module=numbers), tag(outcome=%s)]"
			.formatted(module.getBackend(), function, outcome);
	}

	@Test
	void refusedCallShouldBeObserved() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		WasmModule module = load("numbers", List.of(new WasmObservations(registry, UnaryOperator.identity())));
		Numbers numbers = new WasmPluginFactory().create(Numbers.class, module);
		this.modules.suspendModule("numbers");
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(() -> module.call("add", 1, 2));
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(() -> numbers.add(1, 2));
		TestObservationRegistryAssert.assertThat(registry)
			.hasNumberOfObservationsWithNameEqualTo("wasm.calls", 2)
			.forAllObservationsWithNameEqualTo("wasm.calls",
					(observation) -> observation.hasLowCardinalityKeyValue("function", "add")
						.hasLowCardinalityKeyValue("outcome", "suspended"));
	}

	@Test
	void everyObserverShouldHearOfEveryCall() throws Throwable {
		trace();
		TestObservationRegistry other = TestObservationRegistry.create();
		List<WasmModuleObserver> observers = new ArrayList<>(observations());
		observers.add(new WasmMeters(this.meters));
		observers.add(new WasmObservations(other, UnaryOperator.identity()));
		WasmModule module = load("numbers", observers);
		MethodHandle handle = module.getHandle("add");
		for (int i = 0; i < 5; i++) {
			module.call("add", 1, 2);
			assertThat((int) handle.invokeExact(1, 2)).isEqualTo(3);
		}
		assertThat(this.spans.getFinishedSpanItems()).hasSize(10);
		assertThat(this.meters.get("wasm.calls").timer().count()).isEqualTo(10);
		TestObservationRegistryAssert.assertThat(other).hasNumberOfObservationsWithNameEqualTo("wasm.calls", 10);
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void conventionShouldBeReplaceable() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		WasmModule module = load("numbers", List
			.of(new WasmObservations(registry, UnaryOperator.identity(), new DefaultWasmCallObservationConvention() {

				@Override
				public String getContextualName(WasmCallObservationContext context) {
					return "plugin " + context.getFunction();
				}

			}, null)));
		module.call("add", 1, 2);
		TestObservationRegistryAssert.assertThat(registry)
			.hasObservationWithNameEqualTo("wasm.calls")
			.that()
			.hasContextualNameEqualTo("plugin add");
	}

	@Test
	void whereNobodyObservesShouldLeaveCallsAlone() {
		WasmModule module = load("numbers", observations());
		assertThat(new WasmObservations(this.registry, UnaryOperator.identity()).observe(module).findListener("add"))
			.isNotNull()
			.satisfies((listener) -> assertThat(listener.begin()).isNull());
		this.registry.observationConfig()
			.observationHandler((context) -> true)
			.observationPredicate((name, context) -> !name.startsWith("wasm"));
		assertThat(new WasmObservations(this.registry, UnaryOperator.identity()).observe(module).findListener("add"))
			.isNotNull()
			.satisfies((listener) -> assertThat(listener.begin()).isNull());
	}

	private void trace() {
		OtelTracer tracer = new OtelTracer(SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
			.build()
			.get("test"), new OtelCurrentTraceContext(), (event) -> {
			});
		this.registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
	}

	private List<WasmModuleObserver> observations() {
		return List.of(new WasmObservations(this.registry, UnaryOperator.identity()));
	}

	private SpanData span(String name) {
		assertThat(this.spans.getFinishedSpanItems()).extracting(SpanData::getName).containsOnlyOnce(name);
		return this.spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static Map<String, Object> attributes(SpanData span) {
		Map<String, Object> attributes = new HashMap<>();
		span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
		return attributes;
	}

	private WasmModule load(String guest, List<WasmModuleObserver> observers, HostFunctions... hostFunctions) {
		this.modules = new DefaultWasmModuleRegistry(new WasmBackends(List.of(Backends.current()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withHostFunctions(List.of(hostFunctions))
					.withWasiProvider(new ChicoryWasi())
					.withObservers(observers));
		return this.modules
			.registerModule(WasmModuleDefinition.of(guest, Guests.resource(guest), Backends.current().getId()));
	}

	interface Numbers {

		@WasmFunction
		int add(int a, int b);

	}

	@WasmHost("env")
	class CallBack {

		private String current;

		@WasmHostFunction
		void callBack(int code, WasmInstance caller) {
			this.current = WasmObservationsTests.this.registry.getCurrentObservation().getContextView().getName();
			caller.call("leave", code);
		}

	}

}
