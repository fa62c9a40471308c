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
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * A call that fails below a number of frames, and an exception in plain Java.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrapBenchmark {

	@Param({ "java", "chicory", "wasmtime" })
	private String subject = "";

	@Param({ "0", "3000" })
	private int depth;

	private Failing failing = (depth) -> 0;

	@Setup
	public void create() {
		this.failing = ("java".equals(this.subject)) ? TrapBenchmark::fail : new WasmPluginFactory()
			.create(Failing.class, Guests.load("benchmark_traps", Subjects.backend(this.subject)));
	}

	@Benchmark
	public Object trap() {
		try {
			return this.failing.trap(this.depth);
		}
		catch (WasmTrapException | IllegalStateException ex) {
			return ex;
		}
	}

	private static int fail(int depth) {
		if (depth == 0) {
			throw new IllegalStateException();
		}
		return fail(depth - 1) + 1;
	}

	@FunctionalInterface
	interface Failing {

		@WasmFunction
		int trap(int depth);

	}

}
