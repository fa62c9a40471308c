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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BenchmarkPage}.
 */
class BenchmarkPageTests {

	private static final BenchmarkRun RUN = new BenchmarkRun("2026-01-02T03:04Z", "abc");

	@TempDir
	private Path docs;

	private static BenchmarkResult result(String benchmark, String subject, double... forks) {
		return BenchmarkTargetTests.result(BenchmarkCase.of(benchmark, subject), RUN, forks);
	}

	@Test
	void pageShouldHaveTablesAndPlotsAlsoWhereSubjectsAreMissing() throws IOException {
		Files.writeString(this.docs.resolve("benchmarks.md"), "# Title\n\nWritten by people.\n\n"
				+ "<!-- Everything below is written by the command above. -->\n\nold\n");
		BenchmarkResults.write(this.docs.resolve("benchmarks"),
				List.of(result("WideBenchmark.one", "java", 1, 2), result("WideBenchmark.one", "chicory", 900, 1000),
						result("WideBenchmark.other", "chicory", 4), result("NarrowBenchmark.one", "java", 4, 5),
						result("NarrowBenchmark.other", "chicory", 4, 5)),
				true);
		new BenchmarkPage(this.docs).write();
		int java = Runtime.version().feature();
		assertThat(this.docs.resolve("benchmarks/wide-java-" + java + ".png")).isNotEmptyFile();
		assertThat(this.docs.resolve("benchmarks/narrow-java-" + java + ".png")).isNotEmptyFile();
		assertThat(this.docs.resolve("benchmarks.md")).content()
			.startsWith("# Title\n\nWritten by people.\n")
			.doesNotContain("old")
			.contains("2026-01-02T03:04Z, commit abc", "| one | `chicory` |  | 950 ns (900 – 1,000; 2) |");
	}

	@Test
	void resultsOfPartShouldJoinThoseOfTheSameRunAndReplaceOlderOnes() {
		Path directory = this.docs.resolve("benchmarks");
		BenchmarkResults.write(directory,
				List.of(result("ABenchmark.one", "java", 1), result("BBenchmark.one", "java", 9)), true);
		BenchmarkRun later = new BenchmarkRun("2026-01-03T03:04Z", "def");
		BenchmarkCase measured = BenchmarkCase.of("ABenchmark.one", "java");
		BenchmarkResults.write(directory, List.of(BenchmarkTargetTests.result(measured, later, 2),
				BenchmarkTargetTests.result(measured, later, 3, 4)), false);
		BenchmarkResults results = BenchmarkResults.readAll(directory).get(0);
		assertThat(results.results()).hasSize(2);
		assertThat(results.find(measured)).hasValueSatisfying(
				(result) -> assertThat(result.forks()).containsExactly(List.of(2.0), List.of(3.0), List.of(4.0)));
		assertThat(results.runs()).containsExactly(later, RUN);
	}

}
