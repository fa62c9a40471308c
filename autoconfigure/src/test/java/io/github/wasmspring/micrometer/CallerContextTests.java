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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.instance.VirtualThreadMode;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the thread of a caller knows reaches host functions, whatever thread
 * the guest runs on.
 */
@EveryBackend
class CallerContextTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final AtomicReference<String> user = new AtomicReference<>();

	private final AtomicReference<Observation> parent = new AtomicReference<>();

	@BeforeEach
	void registerAccessor() {
		this.registry.observationConfig().observationHandler((context) -> true);
		ObservationThreadLocalAccessor.getInstance().setObservationRegistry(this.registry);
		ContextRegistry.getInstance().registerThreadLocalAccessor(ObservationThreadLocalAccessor.getInstance());
	}

	@AfterEach
	void removeAccessor() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(ObservationThreadLocalAccessor.KEY);
		ObservationThreadLocalAccessor.getInstance().setObservationRegistry(ObservationRegistry.NOOP);
	}

	@Test
	void hostFunctionShouldKnowWhatTheCallerKnows() {
		checkCall(load(VirtualThreadMode.getDefault()));
	}

	@ParameterizedTest
	@EnumSource
	@EnabledForJreRange(min = JRE.JAVA_21)
	void hostFunctionShouldKnowWhatAVirtualThreadKnows(VirtualThreadMode mode) throws Exception {
		WasmModule module = load(mode);
		ExecutorService executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		try {
			FutureTask<Boolean> call = new FutureTask<>(() -> checkCall(module), true);
			executor.execute(call);
			assertThat(call.get(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void checkCall(WasmModule module) {
		MDC.put("user", "alice");
		Observation request = Observation.createNotStarted("request", this.registry);
		try {
			request.observe(() -> assertThat(module.call("time")).isEqualTo(42L));
		}
		finally {
			MDC.remove("user");
		}
		assertThat(this.user).hasValue("alice");
		assertThat(this.parent.get()).isNotNull()
			.extracting((call) -> call.getContextView().getParentObservation())
			.isSameAs(request);
	}

	private WasmModule load(VirtualThreadMode mode) {
		HostFunctions host = HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, arguments) -> {
			throw new IllegalArgumentException("refused");
		}).function("now", "() -> (i64)", (caller, arguments) -> {
			this.user.set(MDC.get("user"));
			Observation current = this.registry.getCurrentObservation();
			assertThat(current).isNotNull();
			this.parent.set((Observation) current.getContextView().getParentObservation());
			return new long[] { 42 };
		}).build();
		HostFunctions math = HostFunctions.of("math")
			.function("pow", "(f64, f64) -> (f64)", (caller, arguments) -> arguments)
			.build();
		DefaultWasmModuleRegistry modules = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(Backends.current()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withHostFunctions(List.of(host, math))
					.withVirtualThreads(mode)
					.withObservers(List.of(new WasmObservations(this.registry, UnaryOperator.identity()))));
		return modules
			.registerModule(WasmModuleDefinition.of("imports", Guests.resource("imports"), Backends.current().getId()));
	}

}
