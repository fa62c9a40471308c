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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The virtual machine of a {@link ScenarioRunner}, which is replaced when it dies.
 */
final class ScenarioMachine implements AutoCloseable {

	private final Path directory;

	private final List<String> options;

	private @Nullable ForkedJvm machine;

	/**
	 * Create a machine, which starts when it is needed.
	 * @param directory where temporary files go
	 * @param options the options of the virtual machine
	 */
	ScenarioMachine(Path directory, List<String> options) {
		this.directory = directory;
		this.options = options;
	}

	/**
	 * Run scenarios, all of which must pass.
	 * @param scenarios the class
	 * @param names the names of its methods
	 */
	void run(Class<?> scenarios, String... names) throws IOException {
		for (String name : names) {
			ForkedJvm machine = machine();
			machine.writeLine(scenarios.getName() + "#" + name);
			String answer = machine.readLine();
			assertThat(answer).as(() -> name + ", which printed: " + machine.printed())
				.isEqualTo(ScenarioRunner.PASSED);
		}
	}

	private ForkedJvm machine() throws IOException {
		if (this.machine == null || !this.machine.isRunning()) {
			this.machine = ForkedJvm.converse(this.directory, this.options, ScenarioRunner.class);
		}
		return this.machine;
	}

	@Override
	public void close() {
		if (this.machine != null) {
			this.machine.close();
		}
	}

}
