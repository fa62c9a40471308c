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

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BenchmarkTarget}.
 */
class BenchmarkTargetTests {

	private static final BenchmarkCase ONE = BenchmarkCase.of("Benchmark.work", "one");

	private static final BenchmarkCase OTHER = BenchmarkCase.of("Benchmark.work", "other");

	private static final BenchmarkRun RUN = new BenchmarkRun("2026-01-02T03:04Z", "abc");

	private static BenchmarkResults results(BenchmarkRun otherRun) {
		return new BenchmarkResults(17, "a machine", List.of(result(ONE, RUN, 9, 10, 11), result(OTHER, otherRun, 5)));
	}

	static BenchmarkResult result(BenchmarkCase measured, BenchmarkRun run, double... forks) {
		return new BenchmarkResult(measured, "ns/op", Arrays.stream(forks).mapToObj((fork) -> List.of(fork)).toList(),
				null, run);
	}

	private static BenchmarkResult allocating(@Nullable Double bytes) {
		return new BenchmarkResult(ONE, "ns/op", List.of(List.of(1.0)), bytes, RUN);
	}

	private static String allocationOf(BenchmarkResult result) {
		return BenchmarkTarget.atMost("", 1, " B", BenchmarkFigure.allocated(ONE))
			.outcome(new BenchmarkResults(17, "a machine", List.of(result)));
	}

	@Test
	void outcomeWhenIntervalIsOnOneSideShouldBeClear() {
		BenchmarkFigure figure = BenchmarkFigure.score(ONE);
		assertThat(BenchmarkTarget.atMost("", 12, " ns", figure).outcome(results(RUN)))
			.isEqualTo("10 ns (9 – 11): met");
		assertThat(BenchmarkTarget.atLeast("", 12, " ns", figure).outcome(results(RUN)))
			.isEqualTo("10 ns (9 – 11): **missed**");
	}

	@Test
	void outcomeWhenLimitIsInIntervalShouldBeWithinError() {
		BenchmarkFigure figure = BenchmarkFigure.score(ONE);
		assertThat(BenchmarkTarget.atMost("", 10.5, " ns", figure).outcome(results(RUN))).endsWith(": within error");
		assertThat(BenchmarkTarget.atLeast("", 10.5, " ns", figure).outcome(results(RUN))).endsWith(": within error");
	}

	@Test
	void outcomeWhenThereIsNoLimitShouldNotBeJudged() {
		BenchmarkTarget target = BenchmarkTarget.shown("", " ×", BenchmarkFigure.bestRatio(ONE, OTHER));
		assertThat(target.goal()).isEmpty();
		assertThat(target.outcome(results(RUN))).isEqualTo("1.80 ×");
	}

	@Test
	void outcomeOfRatioShouldTellWhenItsSidesAreOfDifferentRuns() {
		BenchmarkTarget target = BenchmarkTarget.atMost("", 3, " ×", BenchmarkFigure.ratio(ONE, OTHER));
		assertThat(target.outcome(results(RUN))).isEqualTo("2 × (1.80 – 2.20): met");
		assertThat(target.outcome(results(new BenchmarkRun("2026-01-03T03:04Z", "abc"))))
			.isEqualTo("2 × (1.80 – 2.20): met, of several runs");
	}

	@Test
	void outcomeOfAllocationShouldBeThatOfTheJvmThatAllocatedMost() {
		assertThat(allocationOf(BenchmarkResult.merge(allocating(0.0), allocating(24.0))))
			.isEqualTo("24 B: **missed**");
		assertThat(allocationOf(BenchmarkResult.merge(allocating(24.0), allocating(0.0))))
			.isEqualTo("24 B: **missed**");
		assertThat(allocationOf(BenchmarkResult.merge(allocating(0.0), allocating(null)))).isEqualTo("0 B: met");
	}

	@Test
	void outcomeWhenAllocationIsMissingShouldBeNotMeasured() {
		assertThat(allocationOf(allocating(null))).isEqualTo("not measured");
	}

	@Test
	void outcomeWhenSideIsMissingShouldBeNotMeasured() {
		BenchmarkFigure figure = BenchmarkFigure.ratio(ONE, BenchmarkCase.of("Benchmark.work", "third"));
		assertThat(BenchmarkTarget.atMost("", 3, " ×", figure).outcome(results(RUN))).isEqualTo("not measured");
	}

}
