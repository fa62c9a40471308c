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

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GuestStack}.
 */
class GuestStackTests {

	private static int bound(byte[] binary, String function) {
		return bound(EncodedGuests.encode(binary), function);
	}

	private static int bound(EncodedModule module, String function) {
		GuestBinary guest = EncodedGuests.change(module);
		GuestExports exports = new GuestExports(guest.module().index(), GuestStack.of("test", guest.module()));
		return Objects.requireNonNull(exports.function(function)).stack();
	}

	@ParameterizedTest
	@CsvSource({ "numbers, add", "numbers, nothing", "traps, count", "traps, outer", "traps, loop", "benchmarks, add" })
	void functionThatCallsLittleShouldHaveBound(String guest, String function) {
		assertThat(bound(Guests.bytes(guest), function)).isBetween(1, 32 * 1024);
	}

	@ParameterizedTest
	@CsvSource({ "traps, recurse", "traps, table_oob", "traps, indirect_type_mismatch", "host_calls, nest",
			"host_calls, ticks", "imports, run", "nbody, energy_after" })
	void functionThatMayTakeMuchShouldHaveNone(String guest, String function) {
		assertThat(bound(Guests.bytes(guest), function)).isEqualTo(StackCheck.GUEST_STACK);
	}

	/**
	 * Compares a function that has a bound with one that is the same but for calling
	 * itself, and counts how often it can do that.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 50 })
	void boundShouldExceedWhatTheEngineTakes(int values) {
		byte[] binary = recursion(values);
		try (WasmtimeBackend backend = new WasmtimeBackend(WasmtimeSettings.DEFAULTS);
				BackendInstance instance = backend.load(WasmBinary.of("recursion", binary))
					.instantiate(BackendImports.NONE)) {
			assertThatExceptionOfType(GuestTrap.class)
				.isThrownBy(() -> Objects.requireNonNull(instance.getFunction("recurse")).call(new long[0]))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW));
			int depth = Objects.requireNonNull(instance.getMemory("memory")).readInt(0);
			assertThat(depth).isPositive();
			assertThat(bound(binary, "recurse")).isEqualTo(StackCheck.GUEST_STACK);
			assertThat(bound(binary, "same")).isGreaterThan(2 * StackCheck.GUEST_STACK / depth)
				.isLessThan(StackCheck.GUEST_STACK);
		}
	}

	private static byte[] recursion(int values) {
		ModuleEncoder module = new ModuleEncoder();
		module.visitMemory(new SizeLimits(1, 1L, false, false));
		module.visitExport("memory", WasmExternalKind.MEMORY, 0);
		EncodedGuests.export(module, "recurse", (code) -> writeBody(code, values, 0));
		EncodedGuests.export(module, "same", (code) -> writeBody(code, values, 2));
		EncodedGuests.export(module, "nothing", (code) -> code.write(Opcode.END));
		return module.toModule().bytes();
	}

	/**
	 * Count the call at address 0, load values, call a function, and store their sum.
	 */
	private static void writeBody(InstructionWriter code, int values, int callee) {
		code.writeI32(0).writeI32(0).writeAccess(Opcode.I32_LOAD, 2, 0);
		code.writeI32(1).write(Opcode.I32_ADD).writeAccess(Opcode.I32_STORE, 2, 0);
		code.writeI32(8);
		for (int i = 0; i < values; i++) {
			code.writeI32(16).writeAccess(Opcode.I64_LOAD, 3, 8 * i);
		}
		code.write(Opcode.CALL, callee);
		for (int i = 1; i < values; i++) {
			code.write(Opcode.I64_ADD);
		}
		code.writeAccess(Opcode.I64_STORE, 3, 0).write(Opcode.END);
	}

	/**
	 * Functions of which each calls the one before twice, so that there are more ways
	 * than anybody can go.
	 */
	@Test
	void boundShouldBeFoundInOnePass() {
		ModuleEncoder module = new ModuleEncoder();
		EncodedGuests.export(module, "0", (code) -> code.write(Opcode.END));
		for (int i = 1; i < 50_000; i++) {
			int callee = i - 1;
			EncodedGuests.export(module, String.valueOf(i),
					(code) -> code.write(Opcode.CALL, callee).write(Opcode.CALL, callee).write(Opcode.END));
		}
		EncodedModule binary = module.toModule();
		assertThat(bound(binary, "0")).isLessThan(bound(binary, "1")).isLessThan(StackCheck.GUEST_STACK);
		assertThat(bound(binary, "49999")).isEqualTo(StackCheck.GUEST_STACK);
	}

	@Test
	void functionThatEndsInRecursionShouldHaveNone() {
		ModuleEncoder module = new ModuleEncoder();
		for (int i = 0; i < 5; i++) {
			int callee = (i < 4) ? i + 1 : 2;
			EncodedGuests.export(module, String.valueOf(i),
					(code) -> code.write(Opcode.CALL, callee).write(Opcode.END));
		}
		EncodedGuests.export(module, "other", (code) -> code.write(Opcode.END));
		EncodedModule binary = module.toModule();
		for (String name : List.of("0", "1", "2", "3", "4")) {
			assertThat(bound(binary, name)).as(name).isEqualTo(StackCheck.GUEST_STACK);
		}
		assertThat(bound(binary, "other")).isLessThan(StackCheck.GUEST_STACK);
	}

	/**
	 * A block of type 100, in the encoding of other toolchains, hid the call of the
	 * function itself from a reader that took the type for another one.
	 */
	@Test
	void callInBlockOfAnyTypeShouldBeSeen() {
		assertThat(bound(BlockGuests.hiding("1000"), "f0")).isEqualTo(StackCheck.GUEST_STACK);
	}

}
