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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the page with the results: everything below a marker of the page.
 */
final class BenchmarkPage {

	private static final String MARKER = "<!-- Everything below is written by the command above. -->";

	private static final String INTERVALS = """
			A figure is the median of several JVMs, since each may compile the same code in another way. In parentheses \
			stand the lowest and the highest JVM, and how many there were; from nine on, as many are left out at both ends \
			as leave the median between the two with at least 95 %. Where there was one JVM only, the two are the lowest \
			and the highest of its measurements: another JVM may well be outside of them. The bytes are what one operation \
			allocates. The start of an application is measured in pairs, which take turns; \
			what the starter adds is the median of their differences.

			The figures compare subjects on one machine. Another machine has others.

			""";

	private static final String JUDGMENTS = """
			In parentheses stands the interval of the figure; that of a ratio follows from those of its \
			two sides, as independent errors. A target is *met* if the whole interval is on its right side, **missed** if \
			none of it is, and *within error* if the limit lies in the interval. \
			What compares the fastest JVM of each side has neither an interval nor a target.

			""";

	private final Path page;

	private final Path directory;

	private final List<BenchmarkResults> all;

	BenchmarkPage(Path docs) {
		this.page = docs.resolve("benchmarks.md");
		this.directory = docs.resolve("benchmarks");
		this.all = BenchmarkResults.readAll(this.directory);
	}

	void write() {
		try {
			deleteCharts();
			StringBuilder text = new StringBuilder(head()).append(MARKER).append("\n\n");
			machines(text);
			targets(text);
			sections().forEach((name, cases) -> section(text, name, cases));
			Files.writeString(this.page, text.toString().stripTrailing() + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void deleteCharts() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".png")).toList()) {
				Files.delete(file);
			}
		}
	}

	/**
	 * Return what people wrote.
	 */
	private String head() throws IOException {
		String text = (Files.exists(this.page)) ? Files.readString(this.page) : "# Benchmarks\n\n";
		int end = text.indexOf(MARKER);
		return (end >= 0) ? text.substring(0, end) : text;
	}

	private void machines(StringBuilder text) {
		text.append("## Where\n\n");
		for (BenchmarkResults results : this.all) {
			text.append("- Java %d: %s; ".formatted(results.java(), results.machine()));
			List<BenchmarkRun> runs = results.runs();
			text.append(runs.get(0)).append('\n');
			runs.stream().skip(1).forEach((run) -> text.append("  - [%d]: %s\n".formatted(runs.indexOf(run), run)));
		}
		text.append('\n').append(INTERVALS);
	}

	private void targets(StringBuilder text) {
		text.append("## Targets\n\n").append(JUDGMENTS);
		row(text, List.of("what", "target"), (results) -> "Java " + results.java());
		line(text, 2);
		BenchmarkTargets.ALL.forEach((target) -> row(text, List.of(target.name(), target.goal()), target::outcome));
		text.append('\n');
	}

	/**
	 * Return the cases of each class of benchmarks.
	 */
	private Map<String, List<BenchmarkCase>> sections() {
		return this.all.stream()
			.flatMap((results) -> results.results().stream())
			.map(BenchmarkResult::measured)
			.distinct()
			.collect(Collectors.groupingBy(
					(measured) -> measured.benchmark().substring(0, measured.benchmark().indexOf("Benchmark.")),
					TreeMap::new, Collectors.toList()));
	}

	private void section(StringBuilder text, String title, List<BenchmarkCase> cases) {
		text.append("## ").append(title).append("\n\n");
		BenchmarkChart.of(title, cases, this.all).forEach((chart) -> chart.write(this.directory));
		row(text, List.of("benchmark", "subject", ""), (results) -> "Java " + results.java());
		line(text, 3);
		for (BenchmarkCase measured : cases) {
			row(text, List.of(measured.method(), "`" + measured.subject() + "`", measured.describeOthers()),
					(results) -> results.find(measured).map((result) -> cell(results, result)).orElse(""));
		}
		text.append('\n');
	}

	private static String cell(BenchmarkResults results, BenchmarkResult result) {
		int run = results.runs().indexOf(result.run());
		return BenchmarkText.describe(result) + ((run > 0) ? " [" + run + "]" : "");
	}

	private void row(StringBuilder text, List<String> first, Function<BenchmarkResults, String> cell) {
		List<String> cells = new ArrayList<>(first);
		this.all.forEach((results) -> cells.add(cell.apply(results)));
		text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	private void line(StringBuilder text, int columns) {
		text.append("|---".repeat(columns + this.all.size())).append("|\n");
	}

}
