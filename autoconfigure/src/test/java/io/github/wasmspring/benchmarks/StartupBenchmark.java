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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import io.github.wasmspring.benchmarks.empty.EmptyApplication;

/**
 * The start of an empty application, without and with the starter, in a new JVM each
 * time. JMH measures one after the other; here they take turns, so that a machine whose
 * speed varies slows both.
 */
final class StartupBenchmark {

	static final String NAME = "StartupBenchmark.start";

	/**
	 * What the starter adds.
	 */
	static final String DIFFERENCE = "difference";

	private final String[] without;

	private final String[] with;

	private StartupBenchmark(StarterClassPath classPath) {
		this.without = command(classPath.withoutStarter());
		this.with = command(classPath.withStarter());
	}

	static List<BenchmarkResult> run(boolean isShort) {
		try {
			Path directory = Files.createTempDirectory("startup");
			try {
				return new StartupBenchmark(StarterClassPath.create(directory)).compare((isShort) ? 5 : 40);
			}
			finally {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException("Cannot start the application", ex);
		}
	}

	private static String[] command(String classPath) {
		return new String[] { Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
				EmptyApplication.class.getName() };
	}

	private List<BenchmarkResult> compare(int pairs) throws IOException, InterruptedException {
		start(this.without);
		start(this.with);
		double[][] times = new double[3][pairs];
		for (int i = 0; i < pairs; i++) {
			boolean withoutFirst = i % 2 == 0;
			double first = start((withoutFirst) ? this.without : this.with);
			double second = start((withoutFirst) ? this.with : this.without);
			times[0][i] = (withoutFirst) ? first : second;
			times[1][i] = (withoutFirst) ? second : first;
			times[2][i] = times[1][i] - times[0][i];
		}
		List<BenchmarkResult> results = new ArrayList<>();
		results.add(result("without", times[0]));
		results.add(result("with", times[1]));
		results.add(result(DIFFERENCE, times[2]));
		return results;
	}

	/**
	 * Start the application and return the milliseconds that it needed.
	 */
	private static double start(String[] command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int begin = output.lastIndexOf(EmptyApplication.STARTED);
		if (process.waitFor() != 0 || begin < 0) {
			throw new IllegalStateException(output);
		}
		return Long.parseLong(output.substring(begin + EmptyApplication.STARTED.length()).strip()) / 1e6;
	}

	private static BenchmarkResult result(String starter, double[] times) {
		double[] sorted = times.clone();
		Arrays.sort(sorted);
		int last = sorted.length - 1;
		double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
		System.out.printf("%s %s: median %.1f, half of all between %.1f and %.1f ms%n", NAME, starter, median,
				sorted[last / 4], sorted[last - last / 4]);
		return new BenchmarkResult(NAME, Map.of("starter", starter), median, error(sorted), "ms/op", null,
				sorted.length + " × 1");
	}

	/**
	 * Return half of the interval that holds the median with 99.9 %: each time is above
	 * the median with a probability of one half, so that ranks follow the binomial
	 * distribution.
	 */
	private static @Nullable Double error(double[] sorted) {
		int count = sorted.length;
		double probability = Math.pow(0.5, count);
		double outside = probability;
		int rank = 0;
		while (2 * outside <= 0.001) {
			rank++;
			probability *= (count - rank + 1.0) / rank;
			outside += probability;
		}
		return (rank > 0) ? (sorted[count - rank] - sorted[rank - 1]) / 2 : null;
	}

}
