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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BenchmarkChart}.
 */
class BenchmarkChartTests {

	private static final BenchmarkScore LARGE = new BenchmarkScore(1000, 900, 1100);

	private static BenchmarkChart chart(BenchmarkScore... scores) {
		return new BenchmarkChart("Title", "ms", List.of("start"),
				List.of(new BenchmarkChart.Series("subject", List.of(scores))));
	}

	@Test
	void chartOfValuesFarApartShouldBeLogarithmic() {
		assertThat(chart(LARGE, new BenchmarkScore(10, 9, 11)).isWide()).isTrue();
		assertThat(chart(LARGE, new BenchmarkScore(100, 90, 110)).isWide()).isFalse();
	}

	@Test
	void chartOfIntervalThatBeginsAtOrBelowZeroShouldNotBeLogarithmic() {
		assertThat(chart(LARGE, new BenchmarkScore(10, 0, 30)).isWide()).isFalse();
		assertThat(chart(LARGE, new BenchmarkScore(10, -20, 30)).isWide()).isFalse();
	}

	@Test
	void errorsShouldNotBeNegativeWhereFigureIs() {
		assertThat(new BenchmarkChart.Series("subject", List.of(new BenchmarkScore(-10, -30, 20))).errors(false))
			.containsExactly(9.0);
	}

}
