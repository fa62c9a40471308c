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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link BenchmarkScore}.
 */
class BenchmarkScoreTests {

	private static List<List<Double>> forks(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> List.of(i - 0.5, i + 0.5)).toList();
	}

	@ParameterizedTest
	@CsvSource({ "1,1.0,0.5,1.5", "2,1.5,1,2", "5,3,1,5", "6,3.5,1,6", "8,4.5,1,8", "9,5,2,8", "10,5.5,2,9",
			"12,6.5,3,10", "20,10.5,6,15" })
	void medianShouldLieBetweenTheForksThatLeaveNoMoreThanFivePercentOutside(int count, double value, double low,
			double high) {
		assertThat(BenchmarkScore.median(forks(count))).isEqualTo(new BenchmarkScore(value, low, high));
	}

	@Test
	void bestShouldBeThatOfTheFastestForkWithoutInterval() {
		assertThat(BenchmarkScore.best(List.of(List.of(5.0, 6.0), List.of(3.0, 4.0), List.of(9.0, 1.0))))
			.isEqualTo(new BenchmarkScore(3.5, 3.5, 3.5));
	}

	@Test
	void quotientShouldHaveTheErrorsOfBothSides() {
		BenchmarkScore quotient = new BenchmarkScore(8, 8 / 1.3, 8 * 1.3).dividedBy(new BenchmarkScore(2, 2, 2));
		assertThat(quotient.value()).isEqualTo(4);
		assertThat(quotient.high()).isCloseTo(4 * 1.3, within(1e-9));
		BenchmarkScore both = new BenchmarkScore(8, 8 / 1.3, 8 * 1.3)
			.dividedBy(new BenchmarkScore(2, 2 / 1.3, 2 * 1.3));
		assertThat(both.high()).isBetween(4 * 1.3, 4 * 1.3 * 1.3);
		assertThat(both.low()).isCloseTo(16 / both.high(), within(1e-9));
	}

}
