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

package io.github.wasmspring;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A run of a command: a function without parameters that reads standard input and writes
 * standard output.
 *
 * @param function the name of the export
 * @param input what the guest reads from standard input, not to be changed
 * @param arguments the arguments after the program's name; those of the module's settings
 * if there are none
 * @param environment environment variables besides those of the module's settings
 * @param timeout longest run, or {@code null} if that of the module applies
 * @since 0.1.0
 * @see WasmModule#run(WasmCommand)
 */
public record WasmCommand(String function, byte[] input, List<String> arguments, Map<String, String> environment,
		@Nullable Duration timeout) {

	/**
	 * Name of the function of a program.
	 */
	public static final String START = "_start";

	/**
	 * Create a new run.
	 * @param function the name of the export
	 * @param input what the guest reads from standard input
	 * @param arguments the arguments after the program's name
	 * @param environment environment variables
	 * @param timeout longest run, or {@code null}
	 */
	public WasmCommand {
		Assert.hasText(function, "'function' must not be empty");
		Assert.notNull(input, "'input' must not be null");
		Assert.isTrue(timeout == null || !timeout.isNegative(), "'timeout' must not be negative");
		arguments = List.copyOf(arguments);
		environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
	}

	/**
	 * Return a run of the program, whose standard input is empty.
	 * @return the run
	 */
	public static WasmCommand ofProgram() {
		return new WasmCommand(START, new byte[0], List.of(), Map.of(), null);
	}

	/**
	 * Return a run of another function.
	 * @param function the name of the export
	 * @return the changed run
	 */
	public WasmCommand withFunction(String function) {
		return new WasmCommand(function, this.input, this.arguments, this.environment, this.timeout);
	}

	/**
	 * Return a run with other input.
	 * @param input what the guest reads from standard input
	 * @return the changed run
	 */
	public WasmCommand withInput(byte[] input) {
		return new WasmCommand(this.function, input, this.arguments, this.environment, this.timeout);
	}

	/**
	 * Return a run with other arguments.
	 * @param arguments the arguments after the program's name
	 * @return the changed run
	 */
	public WasmCommand withArguments(List<String> arguments) {
		return new WasmCommand(this.function, this.input, arguments, this.environment, this.timeout);
	}

	/**
	 * Return a run with another environment.
	 * @param environment environment variables besides those of the module's settings
	 * @return the changed run
	 */
	public WasmCommand withEnvironment(Map<String, String> environment) {
		return new WasmCommand(this.function, this.input, this.arguments, environment, this.timeout);
	}

	/**
	 * Return a run with another timeout.
	 * @param timeout longest run, zero for any time, or {@code null} if that of the
	 * module applies
	 * @return the changed run
	 */
	public WasmCommand withTimeout(@Nullable Duration timeout) {
		return new WasmCommand(this.function, this.input, this.arguments, this.environment, timeout);
	}

}
