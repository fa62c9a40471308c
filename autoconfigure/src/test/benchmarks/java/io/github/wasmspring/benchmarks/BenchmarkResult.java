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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one case.
 *
 * @param measured the case
 * @param unit unit of the figures
 * @param forks the figures of each JVM, one after the other
 * @param allocated bytes allocated per operation in the JVM that allocated most, or
 * {@code null}
 * @param run when it was measured
 */
record BenchmarkResult(BenchmarkCase measured, String unit, List<List<Double>> forks, @Nullable Double allocated,
		BenchmarkRun run) {

	static BenchmarkResult of(RunResult result, BenchmarkRun run) {
		BenchmarkParams parameters = result.getParams();
		Map<String, String> values = new TreeMap<>();
		parameters.getParamsKeys().forEach((key) -> values.put(key, parameters.getParam(key)));
		String[] name = parameters.getBenchmark().split("\\.");
		List<List<Double>> forks = result.getBenchmarkResults()
			.stream()
			.map((fork) -> fork.getIterationResults()
				.stream()
				.map((iteration) -> iteration.getPrimaryResult().getScore())
				.toList())
			.toList();
		return new BenchmarkResult(new BenchmarkCase(name[name.length - 2] + "." + name[name.length - 1], values),
				result.getPrimaryResult().getScoreUnit(), forks,
				result.getBenchmarkResults()
					.stream()
					.map((fork) -> allocated(fork.getSecondaryResults().get("gc.alloc.rate.norm")))
					.reduce(null, BenchmarkResult::most),
				run);
	}

	private static @Nullable Double allocated(@Nullable Result<?> allocated) {
		return (allocated != null && Double.isFinite(allocated.getScore())) ? allocated.getScore() : null;
	}

	private static @Nullable Double most(@Nullable Double one, @Nullable Double other) {
		return (one == null || (other != null && other > one)) ? other : one;
	}

	/**
	 * Add more JVMs of the same run, or replace what another run measured.
	 */
	static BenchmarkResult merge(BenchmarkResult before, BenchmarkResult added) {
		return (!before.run.equals(added.run)) ? added
				: new BenchmarkResult(before.measured, before.unit,
						Stream.concat(before.forks.stream(), added.forks.stream()).toList(),
						most(before.allocated, added.allocated), before.run);
	}

	BenchmarkScore score() {
		return BenchmarkScore.median(this.forks);
	}

}
