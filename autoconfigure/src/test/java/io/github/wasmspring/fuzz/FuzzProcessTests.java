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

package io.github.wasmspring.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.backend.WasmBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what takes a virtual machine down is a failed test, and no broken build.
 */
@Tag("slow")
class FuzzProcessTests {

	@TempDir
	private Path directory;

	private FuzzProcess process;

	@BeforeEach
	void createProcess() {
		this.process = new FuzzProcess(this.directory);
	}

	@AfterEach
	void stop() {
		this.process.stop();
	}

	@Test
	void crashShouldBeAFailureAndSaved() throws IOException {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.process.run(new Crash(134)))
			.withMessageContainingAll("Crash[code=134]", "takes the virtual machine down", "failure-", ".txt");
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".txt"))).singleElement()
				.satisfies((file) -> assertThat(file).content().contains("Crash[code=134]"));
		}
		assertThat(this.process.run(new Mutant("numbers", List.of()))).isTrue();
	}

	@Test
	void undocumentedExceptionShouldBeAFailure() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.process.run(new Mistake()))
			.withMessageContainingAll("undocumented", "ArithmeticException");
	}

	/**
	 * Ends the virtual machine.
	 *
	 * @param code the exit code
	 */
	private record Crash(int code) implements FuzzCase {

		@Override
		public boolean run(WasmBackend backend) {
			Runtime.getRuntime().halt(this.code);
			return true;
		}

	}

	/**
	 * Throws what nobody documents.
	 */
	private record Mistake() implements FuzzCase {

		@Override
		public boolean run(WasmBackend backend) {
			throw new ArithmeticException();
		}

	}

}
