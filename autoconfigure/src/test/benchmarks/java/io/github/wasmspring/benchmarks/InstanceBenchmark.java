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

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.github.wasmspring.Guests;
import io.github.wasmspring.benchmarks.RawEngine.RawInstance;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * A call on an instance of its own, of a module with two pages of memory, and of one with
 * 256 (16 MiB).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InstanceBenchmark {

	@Param({ "chicory", "chicory-raw", "chicory-raw-array", "chicory-interpreter", "wasmtime", "wasmtime-raw" })
	private String subject = "";

	@Param({ "2", "256" })
	private int pages;

	private Adder adder = (a, b) -> 0;

	@Setup
	public void create() {
		String guest = (this.pages > 2) ? "benchmark_memory" : "benchmarks";
		this.adder = switch (this.subject) {
			case "chicory-raw" -> raw(ChicoryRawEngine.withDefaultMemory(), guest);
			case "chicory-raw-array" -> raw(ChicoryRawEngine.withArrayMemory(), guest);
			case "wasmtime-raw" -> raw(new WasmtimeRawEngine(), guest);
			default -> new WasmPluginFactory().create(Adder.class,
					Guests.load(guest, Subjects.backend(this.subject), InstanceBenchmark::perCall));
		};
	}

	private static Adder raw(RawEngine engine, String guest) {
		RawEngine.RawModule module = engine.load(guest);
		return (a, b) -> {
			RawInstance instance = module.instantiate();
			int sum = (int) instance.function("add").call(a, b);
			instance.close();
			return sum;
		};
	}

	private static InstanceSettings perCall(InstanceSettings settings) {
		return settings.withMode(InstanceMode.PER_CALL);
	}

	@Benchmark
	public int perCall() {
		return this.adder.add(1, 2);
	}

	@FunctionalInterface
	interface Adder {

		@WasmFunction
		int add(int a, int b);

	}

}
