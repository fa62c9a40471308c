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

package io.github.wasmspring.specification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.specification.SpecificationOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the WebAssembly project's own test suite on every backend, and on the engine
 * underneath. With {@code -Dspecification.update=true} the tests write what they would
 * otherwise expect.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class SpecificationTests {

	private static final boolean UPDATE = Boolean.getBoolean("specification.update");

	private static final String RESULTS_HEADER = "script,backend,commands,engine,passed,skipped,failed,nan";

	private static final String REASONS_HEADER = "backend,status,commands,scripts,reason";

	private final List<SpecificationScript> scripts = new ArrayList<>();

	private final List<String> results = new ArrayList<>();

	private final List<String> reasons = new ArrayList<>();

	@BeforeAll
	void convert() {
		this.scripts.addAll(SpecificationSuite.convert());
	}

	static Stream<SpecificationBackend> backends() {
		return SpecificationBackend.ALL.stream();
	}

	@ParameterizedTest
	@MethodSource("backends")
	void scriptsShouldPassAsOnTheEngineUnderneath(SpecificationBackend backend) {
		List<ScriptResult> scriptResults = this.scripts.parallelStream()
			.map((script) -> ScriptResult.run(script, backend))
			.toList();
		DocumentedDifferences differences = DocumentedDifferences.read();
		List<String> regressions = scriptResults.stream()
			.flatMap((result) -> result.regressions(differences).stream())
			.toList();
		assertThat(regressions).as("commands that the engine passes").isEmpty();
		List<SpecificationResult> backendResults = scriptResults.stream()
			.map((result) -> result.summary(backend))
			.toList();
		List<String> backendReasons = reasons(backend, scriptResults);
		if (UPDATE) {
			backendResults.forEach((result) -> this.results.add(result.line()));
			this.reasons.addAll(backendReasons);
			return;
		}
		String hint = "results differ from the committed ones; if they got better, run the test with -Dspecification.update=true";
		assertThat(backendResults.stream().map(SpecificationResult::comparable)).as(hint)
			.containsExactlyInAnyOrderElementsOf(committed("results.csv", "," + backend + ",").stream()
				.map((line) -> SpecificationResult.parse(line).comparable())
				.toList());
		assertThat(backendReasons.stream().filter(SpecificationTests::isComparable)).as(hint)
			.containsExactlyInAnyOrderElementsOf(
					committed("reasons.csv", backend + ",").stream().filter(SpecificationTests::isComparable).toList());
	}

	/**
	 * Return why commands were skipped or failed, and in how many scripts.
	 */
	private static List<String> reasons(SpecificationBackend backend, List<ScriptResult> results) {
		Map<String, int[]> counts = new TreeMap<>();
		for (ScriptResult result : results) {
			Map<String, Integer> ofScript = new TreeMap<>();
			for (SpecificationOutcome outcome : result.outcomes()) {
				if (outcome.status() != Status.PASSED) {
					ofScript.merge(outcome.status().name().toLowerCase(Locale.ROOT) + "|" + outcome.reason(), 1,
							Integer::sum);
				}
			}
			ofScript.forEach((reason, count) -> {
				int[] total = counts.computeIfAbsent(reason, (key) -> new int[2]);
				total[0] += count;
				total[1]++;
			});
		}
		List<String> lines = new ArrayList<>();
		counts.forEach((key, count) -> lines.add("%s,%s,%d,%d,%s".formatted(backend, key.substring(0, key.indexOf('|')),
				count[0], count[1], key.substring(key.indexOf('|') + 1))));
		return lines;
	}

	private static boolean isComparable(String reason) {
		return !reason.endsWith(SpecificationOutcome.ANOTHER_NAN);
	}

	private static Path file(String name) {
		return SpecificationSuite.findRoot().resolve("autoconfigure/src/test/resources/specification").resolve(name);
	}

	private static List<String> committed(String name, String part) {
		try {
			return Files.readAllLines(file(name)).stream().skip(1).filter((line) -> line.contains(part)).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterAll
	void update() throws IOException {
		if (UPDATE && !this.results.isEmpty()) {
			this.results.sort(null);
			this.results.add(0, RESULTS_HEADER);
			this.reasons.add(0, REASONS_HEADER);
			Files.createDirectories(file("").toAbsolutePath());
			Files.write(file("results.csv"), this.results);
			Files.write(file("reasons.csv"), this.reasons);
		}
	}

	/**
	 * What came of the commands of one script.
	 *
	 * @param script the script
	 * @param engine on the engine
	 * @param outcomes through the API
	 */
	private record ScriptResult(SpecificationScript script, List<SpecificationOutcome> engine,
			List<SpecificationOutcome> outcomes) {

		static ScriptResult run(SpecificationScript script, SpecificationBackend backend) {
			return new ScriptResult(script, backend.engine().apply(script),
					ScriptRunner.run(script, new ModuleSession(backend.backend())));
		}

		SpecificationResult summary(SpecificationBackend backend) {
			return SpecificationResult.of(this.script, backend, this.engine, this.outcomes);
		}

		/**
		 * Return the commands that the engine passes, and that fail through the API, but
		 * for those that are legal since the suite was written.
		 */
		List<String> regressions(DocumentedDifferences differences) {
			return IntStream.range(0, this.outcomes.size())
				.filter((i) -> this.engine.get(i).status() == Status.PASSED
						&& this.outcomes.get(i).status() == Status.FAILED && !this.outcomes.get(i).isAnotherNan()
						&& !differences.isLegal(this.script.name(), this.outcomes.get(i).command().text()))
				.mapToObj((i) -> "%s:%d: %s (%s)".formatted(this.script.name(), this.outcomes.get(i).command().line(),
						this.outcomes.get(i).reason(), this.outcomes.get(i).detail()))
				.toList();
		}

	}

}
