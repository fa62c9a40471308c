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

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A target that the project has set itself.
 *
 * @param name what is measured
 * @param atMost the limit, if less is better
 * @param atLeast the limit, if more is better
 * @param unit unit of the figures
 * @param figure finds the figure among the results
 */
record BenchmarkTarget(String name, OptionalDouble atMost, OptionalDouble atLeast, String unit,
		Function<BenchmarkResults, OptionalDouble> figure) {

	private static final String N_BODY = "WorkloadBenchmark.nBody";

	private static final String ADD = "CallBenchmark.add";

	static final List<BenchmarkTarget> ALL = List.of(
			atMost("n-body on `chicory` against plain Java", 1.4, " ×", ratio(N_BODY, "chicory", N_BODY, "java")),
			atLeast("n-body on `chicory` against Chicory as it ships", 4.5, " × faster",
					ratio(N_BODY, "chicory-raw", N_BODY, "chicory")),
			atLeast("n-body on `chicory` against `chicory-interpreter`", 100, " × faster",
					ratio(N_BODY, "chicory-interpreter", N_BODY, "chicory")),
			atMost("n-body on `wasmtime` against plain Java", 1.2, " ×", ratio(N_BODY, "wasmtime", N_BODY, "java")),
			atMost("`int add(int, int)` of a plugin on `chicory`, pooled", 40, " ns", score(ADD)),
			atMost("`int add(int, int)` of a plugin on `wasmtime`, pooled", 2000, " ns",
					(results) -> results.score(ADD, "wasmtime")),
			atLeast("`int add(int, int)` of a plugin on `wasmtime` against wasmtime-java's own `Func.call`", 6,
					" × faster", ratio(ADD, "wasmtime-raw", ADD, "wasmtime")),
			atMost("the same with meters", 120, " ns",
					(results) -> results.score("SafetyBenchmark.add", "pooled-with-timeout-and-meters")),
			atMost("`String` echo of 100 bytes on `chicory`", 400, " ns",
					(results) -> results.results()
						.stream()
						.filter((result) -> result.is("EchoBenchmark.echo", "chicory")
								&& "100".equals(result.parameters().get("length")))
						.mapToDouble(BenchmarkResult::score)
						.findFirst()),
			atMost("call on an instance of its own, two pages of memory, `chicory`", 10, " µs",
					score("InstanceBenchmark.perCall")),
			atLeast("making n-body ready again against the first time", 840, " × faster",
					ratio("BootBenchmark.first", "chicory", "BootBenchmark.again", "chicory")),
			atMost("making n-body ready again, its file unchanged", 5, " µs", score("BootBenchmark.again")),
			atLeast("n-body by 2 threads against 1 on `chicory`", 1.8, " ×",
					ratio("ThreadsBenchmark.nBody2", "chicory", "ThreadsBenchmark.nBody1", "chicory")),
			atLeast("whole process that runs SQLite (1.1 MB): serialized against compiled", 2.5, " × faster",
					ratio("RestartBenchmark.compiled", "chicory", "RestartBenchmark.artifact", "chicory")),
			atMost("start of an empty application: what the starter adds", 50, " ms",
					(results) -> results.score(StartupBenchmark.NAME, StartupBenchmark.DIFFERENCE)));

	private static BenchmarkTarget atMost(String name, double limit, String unit,
			Function<BenchmarkResults, OptionalDouble> figure) {
		return new BenchmarkTarget(name, OptionalDouble.of(limit), OptionalDouble.empty(), unit, figure);
	}

	private static BenchmarkTarget atLeast(String name, double limit, String unit,
			Function<BenchmarkResults, OptionalDouble> figure) {
		return new BenchmarkTarget(name, OptionalDouble.empty(), OptionalDouble.of(limit), unit, figure);
	}

	private static Function<BenchmarkResults, OptionalDouble> score(String benchmark) {
		return (results) -> results.score(benchmark, "chicory");
	}

	private static Function<BenchmarkResults, OptionalDouble> ratio(String benchmark, String subject,
			String otherBenchmark, String otherSubject) {
		return (results) -> {
			OptionalDouble one = results.score(benchmark, subject);
			OptionalDouble other = results.score(otherBenchmark, otherSubject);
			return (one.isPresent() && other.isPresent()) ? OptionalDouble.of(one.getAsDouble() / other.getAsDouble())
					: OptionalDouble.empty();
		};
	}

	String goal() {
		return (this.atMost.isPresent()) ? "≤ " + BenchmarkPage.number(this.atMost.getAsDouble()) + this.unit
				: "≥ " + BenchmarkPage.number(this.atLeast.orElseThrow()) + this.unit;
	}

	/**
	 * Describe the figure, and whether it is met.
	 */
	String outcome(BenchmarkResults results) {
		OptionalDouble found = this.figure.apply(results);
		if (found.isEmpty()) {
			return "not measured";
		}
		double value = found.getAsDouble();
		boolean met = value <= this.atMost.orElse(Double.MAX_VALUE) && value >= this.atLeast.orElse(0);
		return BenchmarkPage.number(value) + this.unit + ((met) ? "" : " (**missed**)");
	}

}
