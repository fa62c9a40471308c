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

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One measured figure.
 *
 * @param benchmark class and method
 * @param parameters values of the benchmark's parameters
 * @param score the mean
 * @param error half of the interval that holds the mean with 99.9 %, or {@code null} if
 * there were too few measurements
 * @param unit unit of score and error
 * @param allocated bytes allocated per operation, or {@code null}
 * @param runs how often was measured, such as "3 × 5"
 */
record BenchmarkResult(String benchmark, Map<String, String> parameters, double score, @Nullable Double error,
		String unit, @Nullable Double allocated, String runs) {

	static BenchmarkResult of(RunResult run) {
		BenchmarkParams parameters = run.getParams();
		Map<String, String> values = new TreeMap<>();
		parameters.getParamsKeys().forEach((key) -> values.put(key, parameters.getParam(key)));
		String[] name = parameters.getBenchmark().split("\\.");
		Result<?> primary = run.getPrimaryResult();
		double error = primary.getScoreError();
		Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
		return new BenchmarkResult(name[name.length - 2] + "." + name[name.length - 1], values, primary.getScore(),
				Double.isFinite(error) ? error : null, primary.getScoreUnit(),
				(allocated != null && Double.isFinite(allocated.getScore())) ? allocated.getScore() : null,
				parameters.getForks() + " × " + parameters.getMeasurement().getCount());
	}

	/**
	 * Identify what was measured, in the order of the page: plain Java, this project, the
	 * others.
	 */
	String key() {
		String rank = "java,chicory,wasmtime,chicory-interpreter".contains(Objects.requireNonNullElse(subject(), "?"))
				? "1" : "2";
		Map<String, String> others = new TreeMap<>(this.parameters);
		others.remove("subject");
		return this.benchmark + others + (("java".equals(subject())) ? "0" : rank) + subject();
	}

	boolean is(String benchmark, String subject) {
		return this.benchmark.equals(benchmark) && subject.equals(subject());
	}

	@Nullable String subject() {
		return this.parameters.getOrDefault("subject", this.parameters.get("starter"));
	}

}
