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

package io.github.wasmspring.abi.command;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for commands as functions, on every backend.
 */
@EveryBackend
class CommandFunctionTests {

	private final WasmModule module = Guests.shared("wasi_command");

	private final Commands commands = new WasmPluginFactory().create(Commands.class, this.module);

	@Test
	void inputShouldBeTheArgumentAndOutputTheResult() {
		assertThat(this.commands.upper("café")).isEqualTo("CAFé");
		assertThat(this.commands.upperBytes(new byte[] { 'a', 0, 'b' })).containsExactly('A', 0, 'B');
		assertThat(this.commands.json(List.of("a", "b"))).containsExactly("A", "B");
		assertThat(this.commands.upper("x".repeat(200_000))).hasSize(200_000);
	}

	@Test
	void callShouldGetANewInstance() {
		assertThat(this.commands.count("a")).isEqualTo("A1");
		assertThat(this.commands.count("b")).isEqualTo("B1");
	}

	@Test
	void environmentShouldBeThatOfTheAnnotation() {
		assertThat(this.commands.environment()).isEqualTo("Graz");
	}

	@Test
	void codeShouldBeAnExceptionWithStandardError() {
		assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> this.commands.fail("a"))
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(3))
			.satisfies((ex) -> assertThat(ex.getStandardError()).isEqualTo("no such order\n"))
			.withMessage("Module 'wasi_command', function '_start', backend '" + Backends.current().getId()
					+ "': guest exited with code 3: no such order");
	}

	@Test
	void trapShouldTellStandardError() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(this.commands::abort)
			.withMessageContaining("standard error: assertion failed: order > 0");
	}

	@Test
	void outputShouldHaveABound() {
		WasmModule small = Guests.load(
				WasmModuleDefinition.of("wasi_command", Guests.resource("wasi_command"), Backends.current().getId())
					.withWasi(WasiSettings.DEFAULTS.withMaxResult(DataSize.ofKilobytes(10))),
				Backends.current(), UnaryOperator.identity());
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> small.run(WasmCommand.ofProgram().withArguments(List.of("flood"))))
			.withMessageContaining("wrote more than 10240 bytes to standard output")
			.withMessageContaining("'WasiSettings.withMaxResult'");
		assertThat(small.run(WasmCommand.ofProgram().withInput(new byte[] { 'a' })).output()).containsExactly('A');
	}

	@Test
	void timeoutShouldEndACommand() {
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> this.module
			.run(WasmCommand.ofProgram().withArguments(List.of("loop")).withTimeout(Duration.ofMillis(50))));
	}

	@Test
	void methodWithSeveralParametersShouldBeRefused() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(TwoInputs.class, this.module))
			.withMessageContaining("has 2 parameters, and the guest takes a single input");
	}

	interface Commands {

		@WasmFunction(command = true)
		String upper(String text);

		@WasmFunction(command = true)
		byte[] upperBytes(byte[] text);

		@WasmFunction(command = true)
		List<String> json(List<String> texts);

		@WasmFunction(command = true, arguments = "count")
		String count(String text);

		@WasmFunction(command = true, arguments = "environment", environment = "CITY=Graz")
		String environment();

		@WasmFunction(command = true, arguments = "fail")
		String fail(String text);

		@WasmFunction(command = true, arguments = "abort")
		void abort();

	}

	interface TwoInputs {

		@WasmFunction(command = true)
		String upper(String text, int number);

	}

}
