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

package io.github.wasmspring.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.benchmarks.PluginSubject.Benchmarked;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.micrometer.WasmMeters;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleObserver;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * What guards around a call cost: the same call with and without a timeout and meters,
 * and with instances that are shared in several ways.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SafetyBenchmark {

	@Param({ "pooled", "pooled-with-timeout", "pooled-with-timeout-and-any-memory", "pooled-with-timeout-and-meters",
			"pooled-with-timeout-and-prometheus-meters", "pooled-with-timeout-and-denied-meters", "single",
			"single-with-timeout", "per-call", "per-call-with-timeout" })
	private String subject = "";

	private @Nullable Benchmarked plugin;

	private int a = 1;

	private int b = 2;

	@Setup
	public void create() {
		WasmBackend backend = ChicoryBackend.compiled();
		this.plugin = new WasmPluginFactory().create(Benchmarked.class,
				Guests.load(WasmModuleDefinition.of("benchmarks", Guests.resource("benchmarks"), backend.getId()),
						backend, observer(), this::settings));
	}

	private InstanceSettings settings(InstanceSettings settings) {
		InstanceMode mode = InstanceMode
			.valueOf(this.subject.replaceFirst("-with.*", "").replace('-', '_').toUpperCase(Locale.ROOT));
		Duration timeout = (this.subject.contains("timeout")) ? Duration.ofSeconds(30) : Duration.ZERO;
		DataSize maxMemory = (this.subject.endsWith("any-memory")) ? DataSize.ofGigabytes(4) : settings.maxMemory();
		return settings.withMode(mode).withMaxMemory(maxMemory).withTimeout(timeout);
	}

	private @Nullable WasmModuleObserver observer() {
		if (!this.subject.endsWith("meters")) {
			return null;
		}
		MeterRegistry registry = (this.subject.contains("prometheus"))
				? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : new SimpleMeterRegistry();
		if (this.subject.contains("denied")) {
			registry.config().meterFilter(MeterFilter.denyNameStartsWith("wasm"));
		}
		return new WasmMeters(registry);
	}

	@Benchmark
	public int add() {
		return Objects.requireNonNull(this.plugin).add(this.a++, this.b++);
	}

}
