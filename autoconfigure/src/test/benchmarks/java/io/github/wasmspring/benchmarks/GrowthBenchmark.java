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
 * A guest that grows its memory page by page, and uses each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GrowthBenchmark {

	@Param({ "chicory", "chicory-raw", "chicory-raw-array", "wasmtime", "wasmtime-raw" })
	private String subject = "";

	@Param({ "1024" })
	private int pages;

	private Grower grower = (pages) -> 0;

	@Setup
	public void create() {
		this.grower = switch (this.subject) {
			case "chicory-raw" -> raw(ChicoryRawEngine.withDefaultMemory());
			case "chicory-raw-array" -> raw(ChicoryRawEngine.withArrayMemory());
			case "wasmtime-raw" -> raw(new WasmtimeRawEngine());
			default -> new WasmPluginFactory().create(Grower.class,
					Guests.load("benchmarks", Subjects.backend(this.subject), GrowthBenchmark::perCall));
		};
	}

	private static Grower raw(RawEngine engine) {
		RawEngine.RawModule module = engine.load("benchmarks");
		return (pages) -> {
			RawInstance instance = module.instantiate();
			int size = (int) instance.function("grow_and_fill").call(pages);
			instance.close();
			return size;
		};
	}

	private static InstanceSettings perCall(InstanceSettings settings) {
		return settings.withMode(InstanceMode.PER_CALL);
	}

	@Benchmark
	public int grow() {
		return this.grower.growAndFill(this.pages);
	}

	@FunctionalInterface
	interface Grower {

		@WasmFunction
		int growAndFill(int pages);

	}

}
