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
 * Calls that do next to nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

	@Param({ "java", "chicory", "chicory-proxy", "chicory-handle", "chicory-raw", "chicory-raw-array",
			"chicory-interpreter", "wasmtime", "wasmtime-dedicated-threads", "wasmtime-raw", "extism" })
	private String subject = "";

	private Subject worker = new UnableSubject();

	private int a = 1;

	private int b = 2;

	@Setup
	public void create() {
		this.worker = Subjects.create(this.subject);
		if (this.worker.add(40, 2) != 42) {
			throw new IllegalStateException("'" + this.subject + "' returns another sum");
		}
	}

	@Benchmark
	public int add() {
		return this.worker.add(this.a++, this.b++);
	}

}
