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

import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Runs the converted suite on wasmtime itself, in a virtual machine of its own, and
 * prints for each script what came of its commands.
 */
public final class WasmtimeSuite {

	private WasmtimeSuite() {
	}

	/**
	 * Run the suite.
	 * @param arguments the directory that it is in
	 */
	public static void main(String[] arguments) {
		SpecificationSuite.read(Path.of(arguments[0]))
			.parallelStream()
			.forEach((script) -> System.out.println(script.name() + " " + statuses(script)));
	}

	private static String statuses(SpecificationScript script) {
		return ScriptRunner.run(script, new WasmtimeSession())
			.stream()
			.map((outcome) -> outcome.status().name().substring(0, 1))
			.collect(Collectors.joining());
	}

}
