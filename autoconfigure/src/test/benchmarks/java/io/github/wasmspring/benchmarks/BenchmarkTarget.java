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

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A target that the project has set itself, or a figure that is shown beside one.
 *
 * @param name what is measured
 * @param isMost whether less is better
 * @param limit the most or the least that the figure may be, or {@code null} if it is
 * only shown
 * @param unit unit of the figure
 * @param figure what is measured
 */
record BenchmarkTarget(String name, boolean isMost, @Nullable Double limit, String unit, BenchmarkFigure figure) {

	static BenchmarkTarget atMost(String name, double limit, String unit, BenchmarkFigure figure) {
		return new BenchmarkTarget(name, true, limit, unit, figure);
	}

	static BenchmarkTarget atLeast(String name, double limit, String unit, BenchmarkFigure figure) {
		return new BenchmarkTarget(name, false, limit, unit, figure);
	}

	static BenchmarkTarget shown(String name, String unit, BenchmarkFigure figure) {
		return new BenchmarkTarget(name, true, null, unit, figure);
	}

	String goal() {
		if (this.limit == null) {
			return "";
		}
		return ((this.isMost) ? "≤ " : "≥ ") + BenchmarkText.number(this.limit) + this.unit;
	}

	/**
	 * Describe the figure, and whether its whole interval is on the right side of the
	 * limit, if there is one.
	 */
	String outcome(BenchmarkResults results) {
		Optional<BenchmarkScore> score = this.figure.of(results);
		if (score.isEmpty()) {
			return "not measured";
		}
		return BenchmarkText.number(score.get().value()) + this.unit + BenchmarkText.interval(score.get())
				+ ((this.limit != null) ? ": " + judge(score.get(), this.limit) : "")
				+ ((this.figure.isMixed(results)) ? ", of several runs" : "");
	}

	private String judge(BenchmarkScore score, double limit) {
		boolean met = (this.isMost) ? score.high() <= limit : score.low() >= limit;
		boolean missed = (this.isMost) ? score.low() > limit : score.high() < limit;
		return (met) ? "met" : (missed) ? "**missed**" : "within error";
	}

}
