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
import org.openjdk.jmh.annotations.Threads;

/**
 * One plugin, called by one thread, by two, by as many as there are instances on two
 * processors, and by many more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ThreadsBenchmark {

	@Param({ "java", "chicory" })
	private String subject = "";

	private Subject worker = new UnableSubject();

	@Setup
	public void create() {
		this.worker = Subjects.create(this.subject);
	}

	@Benchmark
	@Threads(1)
	public double nBody1() {
		return this.worker.energyAfter(100);
	}

	@Benchmark
	@Threads(2)
	public double nBody2() {
		return this.worker.energyAfter(100);
	}

	@Benchmark
	@Threads(1)
	public int add1() {
		return this.worker.add(1, 2);
	}

	@Benchmark
	@Threads(2)
	public int add2() {
		return this.worker.add(1, 2);
	}

	@Benchmark
	@Threads(8)
	public int add8() {
		return this.worker.add(1, 2);
	}

	@Benchmark
	@Threads(200)
	public int add200() {
		return this.worker.add(1, 2);
	}

}
