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
import java.util.regex.Pattern;

/**
 * What to measure.
 *
 * @param include regular expression that is found in the class and the method
 * @param subjects only these subjects, all if there are none
 */
record BenchmarkSelection(String include, List<String> subjects) {

	private static final String EVERYTHING = ".*";

	/**
	 * Read the system properties.
	 */
	static BenchmarkSelection read() {
		String subjects = System.getProperty("benchmarks.subjects", "");
		return new BenchmarkSelection(System.getProperty("benchmarks.include", EVERYTHING),
				(subjects.isEmpty()) ? List.of() : List.of(subjects.split(",")));
	}

	boolean isEverything() {
		return this.include.equals(EVERYTHING) && this.subjects.isEmpty();
	}

	boolean includes(BenchmarkCase measured) {
		return Pattern.compile(this.include).matcher(measured.benchmark()).find()
				&& (this.subjects.isEmpty() || this.subjects.contains(measured.subject()));
	}

}
