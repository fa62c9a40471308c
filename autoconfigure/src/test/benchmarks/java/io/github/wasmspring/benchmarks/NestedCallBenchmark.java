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

/**
 * Guests that do hardly more than call: themselves, functions in a table, the host.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NestedCallBenchmark {

	@Param({ "java", "chicory", "chicory-raw", "chicory-interpreter", "wasmtime", "wasmtime-raw" })
	private String subject = "";

	private Subject worker = new UnableSubject();

	@Setup
	public void create() {
		this.worker = Subjects.create(this.subject);
	}

	/**
	 * 242,785 calls of the function itself.
	 */
	@Benchmark
	public int fib25() {
		return this.worker.fib(25);
	}

	@Benchmark
	public int indirectCalls10000() {
		return this.worker.indirectCalls(10_000);
	}

	@Benchmark
	public int hostCalls1000() {
		return this.worker.hostCalls(1_000);
	}

}
