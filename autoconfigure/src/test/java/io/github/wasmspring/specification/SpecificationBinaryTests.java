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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.Differences;
import io.github.wasmspring.binary.LoadLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the decoder with all binaries of the WebAssembly project's own test suite: it
 * accepts those that are valid, and refuses the others in the phase that the suite says.
 * The exceptions are those of the page on conformance.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class SpecificationBinaryTests {

	/**
	 * What malformed binaries are said to be where that says more.
	 */
	private static final Set<Reason> NOT_EVEN_MALFORMED = Set.of(Reason.NOT_WASM, Reason.COMPONENT, Reason.TRUNCATED);

	private static final int MOST = Integer.MAX_VALUE;

	private static final LoadLimits UNLIMITED = new LoadLimits(MOST, DataSize.ofGigabytes(1), MOST, MOST, MOST, MOST,
			MOST, MOST, MOST, MOST, MOST, MOST, MOST, MOST, MOST, Duration.ZERO);

	private final List<SpecificationScript> scripts = new ArrayList<>();

	@BeforeAll
	void convert() {
		this.scripts.addAll(SpecificationSuite.convert());
	}

	@Test
	void validModuleShouldBeAccepted() {
		Set<String> refused = new TreeSet<>();
		int modules = 0;
		for (SpecificationScript script : this.scripts) {
			for (SpecificationCommand command : script.binaryCommands()) {
				boolean valid = command.binary() != null && command.type().hasEffects();
				if (valid) {
					modules++;
					WasmLoadException problem = problem(script, command);
					if (problem != null) {
						refused.add("%s:%d: %s".formatted(script.name(), command.line(), problem.getMessage()));
					}
				}
			}
		}
		assertThat(refused).isEmpty();
		assertThat(modules).isGreaterThan(1000);
	}

	@Test
	void invalidModuleShouldBeRefusedInItsPhaseUnlessThePageSaysWhyNot() {
		Map<String, Integer> differences = new TreeMap<>();
		int modules = 0;
		for (SpecificationScript script : this.scripts) {
			for (SpecificationCommand command : script.binaryCommands()) {
				if (!command.type().hasEffects()) {
					modules++;
					String difference = difference(command, problem(script, command));
					if (difference != null) {
						differences.merge("`%s` | %s | %s".formatted(script.name(), command.text(), difference), 1,
								Integer::sum);
					}
				}
			}
		}
		assertThat(differences.entrySet().stream().map((entry) -> entry.getKey() + " | " + entry.getValue()))
			.containsExactlyInAnyOrderElementsOf(DocumentedDifferences.read().rows());
		assertThat(modules).isGreaterThan(1000);
	}

	@Test
	void moduleShouldBeReadInOneWay() {
		try (Differences differences = new Differences()) {
			for (SpecificationScript script : this.scripts) {
				for (SpecificationCommand command : script.binaryCommands()) {
					if (command.binary() != null) {
						differences.compare(script.name() + ":" + command.line(), script.binary(command.binary()));
					}
				}
			}
			assertThat(differences.found()).isEmpty();
		}
	}

	private static @Nullable String difference(SpecificationCommand command, @Nullable WasmLoadException problem) {
		if (problem == null) {
			return "accepted";
		}
		Reason expected = (command.type() == SpecificationCommand.Type.ASSERT_INVALID) ? Reason.INVALID
				: Reason.MALFORMED;
		boolean same = problem.getReason() == expected
				|| expected == Reason.MALFORMED && NOT_EVEN_MALFORMED.contains(problem.getReason());
		return (same) ? null : problem.getReason().name().toLowerCase(Locale.ROOT);
	}

	private static @Nullable WasmLoadException problem(SpecificationScript script, SpecificationCommand command) {
		return DecodedModule
			.inspect(WasmErrorContext.of(script.name(), null), script.binary(Objects.requireNonNull(command.binary())),
					UNLIMITED, 65536)
			.problem();
	}

}
