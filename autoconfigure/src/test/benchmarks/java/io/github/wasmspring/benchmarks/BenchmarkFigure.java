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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A figure that follows from what was measured of some cases.
 *
 * @param cases the cases
 * @param formula computes the figure from the results of all cases, or {@code null} if
 * they lack it
 */
record BenchmarkFigure(List<BenchmarkCase> cases, Function<List<BenchmarkResult>, @Nullable BenchmarkScore> formula) {

	static BenchmarkFigure score(BenchmarkCase measured) {
		return new BenchmarkFigure(List.of(measured), (results) -> results.get(0).score());
	}

	static BenchmarkFigure allocated(BenchmarkCase measured) {
		return new BenchmarkFigure(List.of(measured), (results) -> {
			Double bytes = results.get(0).allocated();
			return (bytes != null) ? new BenchmarkScore(bytes, bytes, bytes) : null;
		});
	}

	static BenchmarkFigure ratio(BenchmarkCase one, BenchmarkCase other) {
		return new BenchmarkFigure(List.of(one, other),
				(results) -> results.get(0).score().dividedBy(results.get(1).score()));
	}

	/**
	 * Compare the fastest JVM of both sides.
	 */
	static BenchmarkFigure bestRatio(BenchmarkCase one, BenchmarkCase other) {
		return new BenchmarkFigure(List.of(one, other), (results) -> BenchmarkScore.best(results.get(0).forks())
			.dividedBy(BenchmarkScore.best(results.get(1).forks())));
	}

	Optional<BenchmarkScore> of(BenchmarkResults results) {
		List<BenchmarkResult> found = find(results);
		return (found.size() == this.cases.size()) ? Optional.ofNullable(this.formula.apply(found)) : Optional.empty();
	}

	/**
	 * Whether it compares what was not measured together.
	 */
	boolean isMixed(BenchmarkResults results) {
		return find(results).stream().map(BenchmarkResult::run).distinct().count() > 1;
	}

	private List<BenchmarkResult> find(BenchmarkResults results) {
		List<BenchmarkResult> found = new ArrayList<>();
		this.cases.forEach((measured) -> results.find(measured).ifPresent(found::add));
		return found;
	}

}
