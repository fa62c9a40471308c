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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.runner.RunnerException;

import org.springframework.util.Assert;

/**
 * Runs the benchmarks and writes their results and a page with plots. System properties:
 * {@code benchmarks.starter} (POM of the starter), {@code benchmarks.include} (regular
 * expression, also for {@code Class.method}), {@code benchmarks.subjects} (only those,
 * separated by commas), {@code benchmarks.short} and {@code benchmarks.output} (directory
 * of the page). Results of earlier runs stay where only a part was measured.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws RunnerException {
		boolean isShort = Boolean.getBoolean("benchmarks.short");
		Path directory = Path.of(System.getProperty("benchmarks.output", "docs"));
		Assert.isTrue(!isShort || !Files.exists(directory.resolve("index.md")),
				"A short run is too rough for the documentation, add '-Dbenchmarks.output=target/benchmarks'");
		BenchmarkSelection selection = BenchmarkSelection.read();
		BenchmarkRun run = BenchmarkRun.begin();
		List<BenchmarkResult> results = new ArrayList<>();
		new BenchmarkRunner(selection, isShort).run().forEach((result) -> results.add(BenchmarkResult.of(result, run)));
		if (selection.includes(StartupBenchmark.WITH)) {
			results.addAll(StartupBenchmark.run(isShort, run));
		}
		if (!results.isEmpty()) {
			BenchmarkResults.write(directory.resolve("benchmarks"), results, selection.isEverything());
		}
		new BenchmarkPage(directory).write();
	}

}
