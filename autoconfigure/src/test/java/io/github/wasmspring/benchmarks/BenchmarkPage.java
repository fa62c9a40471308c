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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Writes the page with the results: everything below a marker of the page.
 */
final class BenchmarkPage {

	private static final String MARKER = "<!-- Everything below is written by the command above. -->";

	private final Path page;

	private final Path directory;

	private final List<BenchmarkResults> all;

	BenchmarkPage(Path docs) {
		this.page = docs.resolve("benchmarks.md");
		this.directory = docs.resolve("benchmarks");
		this.all = BenchmarkResults.readAll(this.directory);
	}

	void write() {
		StringBuilder text = new StringBuilder(head()).append(MARKER).append("\n\n");
		machines(text);
		targets(text);
		Map<String, List<String>> classes = benchmarks().stream()
			.collect(Collectors.groupingBy((name) -> name.substring(0, name.indexOf('.')), TreeMap::new,
					Collectors.toList()));
		classes.forEach((name, benchmarks) -> section(text, name, benchmarks));
		try {
			Files.writeString(this.page, text.toString().stripTrailing() + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what people wrote.
	 */
	private String head() {
		try {
			String text = (Files.exists(this.page)) ? Files.readString(this.page) : "# Benchmarks\n\n";
			int end = text.indexOf(MARKER);
			return (end >= 0) ? text.substring(0, end) : text;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void machines(StringBuilder text) {
		text.append("## Where\n\n");
		this.all.forEach((results) -> text.append("- Java %d: %s\n".formatted(results.java(), results.machine())));
		text.append("\nScores are means, ± half of the interval that holds the mean with a probability of 99.9 %. "
				+ "Those of the start of an application are medians: the two applications take turns, each time in a new JVM, and the difference is that of neighbors. "
				+ "Scores compare subjects of one run on one machine; another machine has other figures.\n\n");
	}

	private void targets(StringBuilder text) {
		text.append("## Targets\n\n");
		row(text, "what", "target", null, (results) -> "Java " + results.java());
		text.append("|---|---").append("|---".repeat(this.all.size())).append("|\n");
		BenchmarkTarget.ALL.forEach((target) -> row(text, target.name(), target.goal(), null, target::outcome));
		text.append('\n');
	}

	private void section(StringBuilder text, String name, List<String> benchmarks) {
		String title = name.replace("Benchmark", "");
		text.append("## ").append(title).append("\n\n");
		for (BenchmarkChart chart : BenchmarkChart.of(title, benchmarks, this.all)) {
			String file = chart.write(this.directory);
			text.append("![%s](benchmarks/%s)\n\n".formatted(chart.title(), file));
		}
		row(text, "benchmark", "subject", "", (results) -> "Java " + results.java());
		text.append("|---|---|---").append("|---".repeat(this.all.size())).append("|\n");
		Set<String> keys = new LinkedHashSet<>();
		Map<String, BenchmarkResult> examples = new TreeMap<>();
		for (BenchmarkResults results : this.all) {
			results.results().stream().filter((result) -> benchmarks.contains(result.benchmark())).forEach((result) -> {
				keys.add(result.key());
				examples.putIfAbsent(result.key(), result);
			});
		}
		for (String key : keys) {
			BenchmarkResult example = examples.get(key);
			row(text, method(example.benchmark()), "`" + example.subject() + "`", others(example),
					(results) -> results.results()
						.stream()
						.filter((result) -> result.key().equals(key))
						.map(BenchmarkPage::describe)
						.collect(Collectors.joining()));
		}
		text.append('\n');
	}

	private void row(StringBuilder text, String first, String second, @Nullable String third,
			Function<BenchmarkResults, String> cell) {
		List<String> cells = new ArrayList<>(List.of(first, second));
		if (third != null) {
			cells.add(third);
		}
		this.all.forEach((results) -> cells.add(cell.apply(results)));
		text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	private Set<String> benchmarks() {
		return this.all.stream()
			.flatMap((results) -> results.results().stream())
			.map(BenchmarkResult::benchmark)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static String others(BenchmarkResult result) {
		return result.parameters()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().equals(result.subject()))
			.map((entry) -> entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	private static String describe(BenchmarkResult result) {
		String error = (result.error() != null) ? " ± " + number(result.error()) : "";
		String allocated = (result.allocated() != null && result.allocated() >= 0.5)
				? ", " + number(result.allocated()) + " B" : "";
		return number(result.score()) + error + " " + result.unit() + allocated;
	}

	static String method(String benchmark) {
		return StringUtils.getFilenameExtension(benchmark);
	}

	/**
	 * Return a number with three significant digits.
	 */
	static String number(double value) {
		if (value >= 100 || value == Math.rint(value)) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (value >= 10) ? "%.1f" : (value >= 0.1) ? "%.2f" : "%.4f", value);
	}

}
