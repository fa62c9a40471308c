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

package io.github.wasmspring.docs.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tables of what the specification's test suite found, from the numbers that its test
 * expects.
 */
final class SpecificationTables {

	private static final String DIRECTORY = "autoconfigure/src/test/resources/specification/";

	private final List<Row> rows = read("results.csv").stream().map(Row::of).toList();

	/**
	 * Return the table of all scripts together.
	 */
	String total() {
		Map<String, Row> totals = new LinkedHashMap<>();
		this.rows.forEach((row) -> totals.merge(row.backend(), row, Row::plus));
		return "| backend | commands | the engine passes | passes | skipped | fails |\n|---|---|---|---|---|---|\n"
				+ totals.values()
					.stream()
					.map((row) -> "| `%s` | %d | %d | **%d** | %d | %d |".formatted(row.backend(), row.commands(),
							row.engine(), row.passed(), row.skipped(), row.failed()))
					.collect(Collectors.joining("\n"));
	}

	/**
	 * Return the table of the reasons why commands are skipped or fail.
	 */
	String reasons() {
		List<String> backends = backends();
		Map<String, Map<String, String>> counts = new TreeMap<>();
		for (String line : read("reasons.csv")) {
			String[] fields = line.split(",", 5);
			counts.computeIfAbsent("%s | %s".formatted(fields[1], fields[4]), (key) -> new TreeMap<>())
				.put(fields[0], "%s in %s script(s)".formatted(fields[2], fields[3]));
		}
		return table(List.of("", "why"), backends, counts, "none");
	}

	/**
	 * Return the table of the scripts.
	 */
	String scripts() {
		Map<String, Map<String, String>> results = new TreeMap<>();
		for (Row row : this.rows) {
			results.computeIfAbsent("`%s` | %d".formatted(row.script(), row.commands()), (key) -> new TreeMap<>())
				.put(row.backend(), row.describe());
		}
		return table(List.of("script", "commands"), backends(), results, "");
	}

	private List<String> backends() {
		return this.rows.stream().map(Row::backend).distinct().toList();
	}

	private static String table(List<String> columns, List<String> backends, Map<String, Map<String, String>> rows,
			String missing) {
		StringBuilder table = new StringBuilder("| " + String.join(" | ", columns));
		backends.forEach((backend) -> table.append(" | `").append(backend).append('`'));
		table.append(" |\n").append("|---".repeat(columns.size() + backends.size())).append("|\n");
		rows.forEach((key, cells) -> {
			table.append("| ").append(key);
			backends.forEach((backend) -> table.append(" | ").append(cells.getOrDefault(backend, missing)));
			table.append(" |\n");
		});
		return table.toString();
	}

	private static List<String> read(String name) {
		return Project.read(Project.ROOT.resolve(DIRECTORY + name)).stream().skip(1).toList();
	}

	/**
	 * Numbers of a script on one backend.
	 *
	 * @param script the script
	 * @param backend the backend
	 * @param commands how many commands it has
	 * @param engine how many the engine underneath passes
	 * @param passed how many pass
	 * @param skipped how many are skipped
	 * @param failed how many fail
	 */
	private record Row(String script, String backend, int commands, int engine, int passed, int skipped, int failed) {

		static Row of(String line) {
			String[] fields = line.split(",");
			return new Row(fields[0], fields[1], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]),
					Integer.parseInt(fields[4]), Integer.parseInt(fields[5]), Integer.parseInt(fields[6]));
		}

		Row plus(Row other) {
			return new Row("", this.backend, this.commands + other.commands, this.engine + other.engine,
					this.passed + other.passed, this.skipped + other.skipped, this.failed + other.failed);
		}

		String describe() {
			if (this.passed == this.commands && this.engine == this.commands) {
				return "✓";
			}
			return "%d / %d%s%s".formatted(this.engine, this.passed, count(this.skipped, "skipped"),
					count(this.failed, "failed"));
		}

		private static String count(int count, String what) {
			return (count > 0) ? ", %d %s".formatted(count, what) : "";
		}

	}

}
