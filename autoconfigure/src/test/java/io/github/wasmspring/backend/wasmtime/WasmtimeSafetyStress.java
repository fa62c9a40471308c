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

package io.github.wasmspring.backend.wasmtime;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Safety where only many tries, much memory or slow code would show what is wrong.
 */
class WasmtimeSafetyStress {

	private static final String THOROUGH = "-Dthorough=true";

	@TempDir
	private Path directory;

	@Test
	void endlessRecursionShouldTrapWhenJavaIsInterpreted() throws Exception {
		run(List.of("-Xint"), WasmtimeScenarios.class, "recursion", "nestedRecursion", "greatDepthInJava");
	}

	@Test
	void manyHostCallsShouldEndInATrapOrWork() throws Exception {
		run(List.of(THOROUGH, "-Xmx160m"), WasmtimeScenarios.class, "tenMillionHostCalls");
	}

	@Test
	void hostCallsOfAllGuestsShouldNotFillTheHeap() throws Exception {
		run(WasmtimeHostCallScenarios.OPTIONS, WasmtimeHostCallScenarios.class, "tenMillionCallsOnEachOfManyThreads");
	}

	@Test
	void hostCallsOnFullHeapShouldThrow() throws Exception {
		run(WasmtimeHostCallScenarios.OPTIONS, WasmtimeHostCallScenarios.class, "callsOnFullHeap");
	}

	@Test
	void tooManyInstancesShouldBeRefused() throws Exception {
		run(List.of(THOROUGH), WasmtimeScenarios.class, "tooManyInstances", "forgottenInstances");
	}

	private void run(List<String> options, Class<?> scenarios, String... names) throws Exception {
		try (ScenarioMachine machine = new ScenarioMachine(this.directory, options)) {
			machine.run(scenarios, names);
		}
	}

	/**
	 * On the threads of the callers.
	 */
	@Nested
	class Callers extends AbstractSafetyTests {

		Callers() {
			super("-Xmx96m", THOROUGH);
		}

	}

	/**
	 * On the threads of the backend.
	 */
	@Nested
	class Dedicated extends AbstractSafetyTests {

		Dedicated() {
			super("-Xmx96m", THOROUGH, "-Ddedicated=true");
		}

	}

}
