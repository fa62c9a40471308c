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

import org.springframework.util.FileSystemUtils;

import io.github.wasmspring.benchmarks.empty.EmptyApplication;

/**
 * The start of an empty application, without and with the starter, in a new JVM each
 * time. JMH measures one after the other; here they take turns, so that a machine whose
 * speed varies slows both.
 */
final class StartupBenchmark {

	static final BenchmarkCase WITHOUT = BenchmarkCase.of("StartupBenchmark.start", "without");

	static final BenchmarkCase WITH = WITHOUT.by("with");

	/**
	 * What the starter adds.
	 */
	static final BenchmarkCase DIFFERENCE = WITHOUT.by("difference");

	private final String[] without;

	private final String[] with;

	private StartupBenchmark(StarterClassPath classPath) {
		this.without = command(classPath.withoutStarter());
		this.with = command(classPath.withStarter());
	}

	static List<BenchmarkResult> run(boolean isShort, BenchmarkRun run) {
		try {
			Path directory = Files.createTempDirectory("startup");
			try {
				return new StartupBenchmark(StarterClassPath.create(directory)).compare((isShort) ? 5 : 100, run);
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

	private List<BenchmarkResult> compare(int pairs, BenchmarkRun run) throws IOException, InterruptedException {
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
		results.add(result(WITHOUT, times[0], run));
		results.add(result(WITH, times[1], run));
		results.add(result(DIFFERENCE, times[2], run));
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

	private static BenchmarkResult result(BenchmarkCase measured, double[] times, BenchmarkRun run) {
		BenchmarkResult result = new BenchmarkResult(measured, "ms/op",
				Arrays.stream(times).mapToObj((time) -> List.of(time)).toList(), null, run);
		System.out.printf("%s of %s: %s%n", measured.method(), measured.subject(), BenchmarkText.describe(result));
		return result;
	}

}
