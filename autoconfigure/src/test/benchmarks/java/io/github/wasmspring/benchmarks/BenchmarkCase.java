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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is measured: a method with values for its parameters.
 *
 * @param benchmark class and method
 * @param parameters values of the parameters
 */
record BenchmarkCase(String benchmark, Map<String, String> parameters) {

	static final String SUBJECT = "subject";

	static BenchmarkCase of(String benchmark, String subject) {
		return new BenchmarkCase(benchmark, Map.of(SUBJECT, subject));
	}

	BenchmarkCase with(String parameter, String value) {
		Map<String, String> more = new TreeMap<>(this.parameters);
		more.put(parameter, value);
		return new BenchmarkCase(this.benchmark, more);
	}

	String subject() {
		return this.parameters.getOrDefault(SUBJECT, "");
	}

	/**
	 * Return the same case for another subject.
	 */
	BenchmarkCase by(String subject) {
		return with(SUBJECT, subject);
	}

	String method() {
		return this.benchmark.substring(this.benchmark.indexOf('.') + 1);
	}

	/**
	 * Describe the parameters other than the subject.
	 */
	String describeOthers() {
		return anySubject().parameters.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	/**
	 * Return the same case for any subject.
	 */
	BenchmarkCase anySubject() {
		Map<String, String> others = new TreeMap<>(this.parameters);
		others.remove(SUBJECT);
		return new BenchmarkCase(this.benchmark, others);
	}

}
