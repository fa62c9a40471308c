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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and writes their results and a page with plots. System properties:
 * {@code benchmarks.starter} (POM of the starter), {@code benchmarks.include} (regular
 * expression, also for {@code Class.method}), {@code benchmarks.subjects} (only those,
 * separated by commas), {@code benchmarks.short} and {@code benchmarks.output} (directory
 * of the page). Results of earlier runs stay where nothing new was measured.
 */
public final class Benchmarks {

	/**
	 * What starts something once, in a new JVM each time.
	 */
	private static final String SINGLE_SHOTS = "(Load|Restart)Benchmark";

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws RunnerException {
		boolean isShort = Boolean.getBoolean("benchmarks.short");
		List<BenchmarkResult> results = new ArrayList<>();
		String include = System.getProperty("benchmarks.include", ".*");
		results.addAll(run(include, repeated(isShort).exclude(SINGLE_SHOTS)));
		results.addAll(run(include, singleShots(isShort).exclude(".*\\.(?!" + SINGLE_SHOTS + ")\\w+\\.\\w+$")));
		if (Pattern.compile(pattern(include))
			.matcher(Benchmarks.class.getPackageName() + "." + StartupBenchmark.NAME)
			.find()) {
			results.addAll(StartupBenchmark.run(isShort));
		}
		Path directory = Path.of(System.getProperty("benchmarks.output", "docs"));
		BenchmarkResults.update(directory.resolve("benchmarks"), results);
		new BenchmarkPage(directory).write();
	}

	private static String pattern(String include) {
		return "benchmarks\\..*(" + include + ")";
	}

	private static Collection<BenchmarkResult> run(String include, ChainedOptionsBuilder options)
			throws RunnerException {
		options.include(pattern(include)).addProfiler(GCProfiler.class);
		String subjects = System.getProperty("benchmarks.subjects", "");
		if (!subjects.isEmpty()) {
			options.param("subject", subjects.split(","));
		}
		try {
			return new Runner(options.jvmArgsAppend(jvmArguments()).build()).run()
				.stream()
				.map(BenchmarkResult::of)
				.toList();
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

	private static ChainedOptionsBuilder repeated(boolean isShort) {
		TimeValue time = TimeValue.milliseconds((isShort) ? 500 : 700);
		return new OptionsBuilder().forks((isShort) ? 1 : 2)
			.warmupIterations(3)
			.warmupTime(time)
			.measurementIterations((isShort) ? 2 : 4)
			.measurementTime(time);
	}

	private static ChainedOptionsBuilder singleShots(boolean isShort) {
		return new OptionsBuilder().forks((isShort) ? 3 : 10).warmupIterations(0).measurementIterations(1);
	}

}
