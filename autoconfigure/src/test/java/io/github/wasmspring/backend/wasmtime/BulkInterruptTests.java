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

import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;
import io.github.wasmspring.binary.TableType;
import io.github.wasmspring.binary.ValueTypes;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Guests without a loop or a call, at which others are stopped: they do much by each of
 * many instructions, and would return after seconds or minutes.
 */
@Tag("slow")
class BulkInterruptTests {

	private static final int INSTRUCTIONS = 20_000;

	private static final int PAGES = 1024;

	private static final int BYTES = PAGES << 16;

	private static final int ELEMENTS = 1_000_000;

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@ParameterizedTest
	@ValueSource(ints = { Opcode.MEMORY_FILL, Opcode.MEMORY_COPY, Opcode.TABLE_FILL, Opcode.TABLE_COPY })
	void guestShouldEndWhenItsThreadIsInterrupted(int opcode) {
		ModuleEncoder encoder = new ModuleEncoder();
		encoder.visitMemory(new SizeLimits(PAGES, (long) PAGES, false, false));
		encoder.visitTable(new TableType(ValueTypes.FUNCREF, new SizeLimits(ELEMENTS, (long) ELEMENTS, false, false)),
				false);
		EncodedGuests.export(encoder, "run", (code) -> {
			for (int i = 0; i < INSTRUCTIONS; i++) {
				write(code, opcode);
			}
			code.write(Opcode.END);
		});
		try (WasmtimeBackend backend = new WasmtimeBackend(WasmtimeSettings.DEFAULTS);
				BackendModule module = backend.load(WasmBinary.of("bulk", encoder.toModule().bytes()));
				BackendInstance instance = module.instantiate(BackendImports.NONE)) {
			BackendFunction run = Objects.requireNonNull(instance.getFunction("run"));
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(GuestTrap.class).as("stopped before its end")
				.isThrownBy(() -> run.call(new long[0]))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.INTERRUPTED));
		}
	}

	private static void write(InstructionWriter code, int opcode) {
		code.writeI32(0);
		switch (opcode) {
			case Opcode.MEMORY_FILL -> code.writeI32(1).writeI32(BYTES).write(opcode, 0);
			case Opcode.MEMORY_COPY -> code.writeI32(BYTES / 2).writeI32(BYTES / 2).write(opcode, 0, 0);
			case Opcode.TABLE_FILL -> code.writeI32(0).write(Opcode.TABLE_GET, 0).writeI32(ELEMENTS).write(opcode, 0);
			default -> code.writeI32(0).writeI32(ELEMENTS).write(opcode, 0, 0);
		}
	}

}
