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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results on one version of Java, in a file.
 *
 * @param java the version
 * @param machine where it ran
 * @param results the figures
 */
record BenchmarkResults(int java, String machine, List<BenchmarkResult> results) {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final Comparator<BenchmarkResult> ORDER = Comparator
		.comparing((BenchmarkResult result) -> result.measured().benchmark())
		.thenComparing((result) -> result.measured().anySubject().parameters().toString())
		.thenComparing((result) -> Subjects.rank(result.measured().subject()));

	/**
	 * Write new results into the file of this version of Java.
	 * @param added the new results, also several of one case
	 * @param all whether everything was measured, so that no older results stay
	 */
	static void write(Path directory, List<BenchmarkResult> added, boolean all) {
		int java = Runtime.version().feature();
		Path file = directory.resolve("java-" + java + ".json");
		Map<BenchmarkCase, BenchmarkResult> results = new LinkedHashMap<>();
		List<BenchmarkResult> before = (Files.exists(file) && !all) ? read(file).results() : List.of();
		Stream.concat(before.stream(), added.stream())
			.forEach((result) -> results.merge(result.measured(), result, BenchmarkResult::merge));
		List<BenchmarkResult> sorted = new ArrayList<>(results.values());
		sorted.sort(ORDER);
		try {
			Files.createDirectories(directory);
			Files.writeString(file,
					MAPPER.writeValueAsString(new BenchmarkResults(java, describeMachine(), sorted)) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String describeMachine() {
		return "%s %s, %d processors, %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.vendor"),
				System.getProperty("java.vm.version"));
	}

	/**
	 * Read all files, the oldest version of Java first.
	 */
	static List<BenchmarkResults> readAll(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".json"))
				.map(BenchmarkResults::read)
				.sorted(Comparator.comparingInt(BenchmarkResults::java))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static BenchmarkResults read(Path file) {
		return MAPPER.readValue(file.toFile(), BenchmarkResults.class);
	}

	Optional<BenchmarkResult> find(BenchmarkCase measured) {
		return this.results.stream().filter((result) -> result.measured().equals(measured)).findFirst();
	}

	/**
	 * Return the runs that the results are of, the latest first.
	 */
	List<BenchmarkRun> runs() {
		return this.results.stream()
			.map(BenchmarkResult::run)
			.distinct()
			.sorted(Comparator.comparing(BenchmarkRun::date).reversed())
			.toList();
	}

}
