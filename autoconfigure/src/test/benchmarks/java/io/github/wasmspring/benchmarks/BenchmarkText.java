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

import java.util.Locale;

/**
 * Figures as they are written on the page.
 */
final class BenchmarkText {

	private BenchmarkText() {
	}

	/**
	 * Describe a result.
	 */
	static String describe(BenchmarkResult result) {
		BenchmarkScore score = result.score();
		String allocated = (result.allocated() != null && result.allocated() >= 0.5)
				? ", " + number(result.allocated()) + " B" : "";
		return number(score.value()) + " " + unit(result) + " (" + range(score) + "; " + result.forks().size() + ")"
				+ allocated;
	}

	/**
	 * Return the unit, without saying that it is that of one operation.
	 */
	static String unit(BenchmarkResult result) {
		return result.unit().replace("us/op", "µs").replace("/op", "");
	}

	/**
	 * Return an interval in parentheses.
	 */
	static String interval(BenchmarkScore score) {
		return (score.low() < score.high()) ? " (" + range(score) + ")" : "";
	}

	private static String range(BenchmarkScore score) {
		return number(score.low()) + " – " + number(score.high());
	}

	/**
	 * Return a number with three significant digits.
	 */
	static String number(double value) {
		double size = Math.abs(value);
		if (size >= 100 || value == Math.rint(value)) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (size >= 10) ? "%.1f" : (size >= 0.1) ? "%.2f" : "%.4f", value);
	}

}
