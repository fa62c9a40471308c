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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
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

	/**
	 * Put new results into the file of this version of Java.
	 */
	static void update(Path directory, Collection<BenchmarkResult> runs) {
		int java = Runtime.version().feature();
		Path file = directory.resolve("java-" + java + ".json");
		Map<String, BenchmarkResult> results = new TreeMap<>();
		if (Files.exists(file)) {
			read(file).results().forEach((result) -> results.put(result.key(), result));
		}
		runs.forEach((result) -> results.put(result.key(), result));
		try {
			Files.createDirectories(directory);
			Files
				.writeString(file,
						MAPPER.writeValueAsString(
								new BenchmarkResults(java, describeMachine(), new ArrayList<>(results.values())))
								+ "\n");
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
				.sorted((a, b) -> Integer.compare(a.java(), b.java()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static BenchmarkResults read(Path file) {
		return MAPPER.readValue(file.toFile(), BenchmarkResults.class);
	}

	OptionalDouble score(String benchmark, String subject) {
		return this.results.stream()
			.filter((result) -> result.is(benchmark, subject))
			.mapToDouble(BenchmarkResult::score)
			.findFirst();
	}

}
