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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures everything in one JVM, and what targets are about in more of them.
 *
 * @param selection what to measure
 * @param isShort whether rough figures will do
 */
record BenchmarkRunner(BenchmarkSelection selection, boolean isShort) {

	/**
	 * What starts something once, in a new JVM each time; how many JVMs is said there.
	 */
	private static final String SINGLE_SHOTS = "(Load|Restart)Benchmark";

	private static final int MORE_FORKS_OF_TARGETS = 8;

	List<RunResult> run() throws RunnerException {
		List<RunResult> results = new ArrayList<>();
		results.addAll(run(this.selection, repeated(1).exclude(SINGLE_SHOTS)));
		results.addAll(run(this.selection, singleShots().exclude(".*\\.(?!" + SINGLE_SHOTS + ")\\w+\\.\\w+$")));
		if (!this.isShort) {
			for (Map.Entry<BenchmarkCase, Set<String>> target : targets().entrySet()) {
				ChainedOptionsBuilder options = repeated(MORE_FORKS_OF_TARGETS);
				target.getKey().parameters().forEach(options::param);
				results.addAll(
						run(new BenchmarkSelection(target.getKey().benchmark() + "$", List.copyOf(target.getValue())),
								options));
			}
		}
		return results;
	}

	/**
	 * Return what targets are about, with the subjects of each.
	 */
	private Map<BenchmarkCase, Set<String>> targets() {
		Predicate<String> once = Pattern.compile(SINGLE_SHOTS).asPredicate();
		Map<BenchmarkCase, Set<String>> targets = new LinkedHashMap<>();
		for (BenchmarkTarget target : BenchmarkTargets.ALL) {
			for (BenchmarkCase measured : target.figure().cases()) {
				if (this.selection.includes(measured) && !once.test(measured.benchmark())) {
					targets.computeIfAbsent(measured.anySubject(), (key) -> new LinkedHashSet<>())
						.add(measured.subject());
				}
			}
		}
		return targets;
	}

	private static Collection<RunResult> run(BenchmarkSelection selection, ChainedOptionsBuilder options)
			throws RunnerException {
		options.include("benchmarks\\..*(" + selection.include() + ")").addProfiler(GCProfiler.class);
		if (!selection.subjects().isEmpty()) {
			options.param(BenchmarkCase.SUBJECT, selection.subjects().toArray(new String[0]));
		}
		try {
			return new Runner(options.jvmArgsAppend(jvmArguments()).build()).run();
		}
		catch (NoBenchmarksException ex) {
			return List.of();
		}
	}

	private static String[] jvmArguments() {
		List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
		if (Runtime.version().feature() >= 24) {
			arguments.add("--enable-native-access=ALL-UNNAMED");
		}
		return arguments.toArray(new String[0]);
	}

	private static ChainedOptionsBuilder repeated(int forks) {
		return new OptionsBuilder().forks(forks)
			.warmupIterations(4)
			.warmupTime(TimeValue.milliseconds(500))
			.measurementIterations(3)
			.measurementTime(TimeValue.milliseconds(250));
	}

	private ChainedOptionsBuilder singleShots() {
		ChainedOptionsBuilder options = new OptionsBuilder().warmupIterations(0).measurementIterations(1);
		return (this.isShort) ? options.forks(2) : options;
	}

}
