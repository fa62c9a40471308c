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

/**
 * A figure and the interval that it lies in.
 *
 * @param value the figure
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
record BenchmarkScore(double value, double low, double high) {

	/**
	 * Probability that the interval of a median begins above it, or ends below.
	 */
	private static final double TAIL = 0.025;

	/**
	 * Return the median of what the JVMs took, each of which may have compiled the code
	 * in another way. Its interval assumes no distribution: it leaves out as many JVMs at
	 * each end as 95 % allow, which is none below nine of them.
	 * @param forks what each JVM measured, one after the other
	 */
	static BenchmarkScore median(List<List<Double>> forks) {
		double[] sorted = ((forks.size() > 1) ? forks.stream().mapToDouble((fork) -> median(List.of(fork)).value)
				: forks.get(0).stream().mapToDouble(Double::doubleValue))
			.sorted()
			.toArray();
		int count = sorted.length;
		int outside = outside(count);
		return new BenchmarkScore((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, sorted[outside],
				sorted[count - 1 - outside]);
	}

	/**
	 * Return what the fastest JVM took. It has no interval: what else that JVM measured
	 * says nothing of how fast the fastest of others would be.
	 * @param forks what each JVM measured, one after the other, as times
	 */
	static BenchmarkScore best(List<List<Double>> forks) {
		double best = forks.stream().mapToDouble((fork) -> median(List.of(fork)).value).min().orElseThrow();
		return new BenchmarkScore(best, best, best);
	}

	/**
	 * Return how many of the ordered values at each end are outside of the interval.
	 */
	private static int outside(int count) {
		double probability = Math.pow(0.5, count);
		double tail = probability;
		int outside = 0;
		while (outside < count / 2) {
			probability *= (count - outside) / (outside + 1.0);
			tail += probability;
			if (tail > TAIL) {
				break;
			}
			outside++;
		}
		return outside;
	}

	/**
	 * Divide by a figure that was measured independently: the relative errors add up as
	 * their squares.
	 */
	BenchmarkScore dividedBy(BenchmarkScore other) {
		double quotient = this.value / other.value;
		return new BenchmarkScore(quotient,
				quotient * Math.exp(-Math.hypot(Math.log(this.value / this.low), Math.log(other.high / other.value))),
				quotient * Math.exp(Math.hypot(Math.log(this.high / this.value), Math.log(other.value / other.low))));
	}

}
