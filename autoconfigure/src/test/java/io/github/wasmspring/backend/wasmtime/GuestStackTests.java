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

import com.dylibso.chicory.wasm.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.parser.ModuleTypes;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GuestStack}.
 */
class GuestStackTests {

	private static int bound(byte[] binary, String function) {
		GuestFunction found = new GuestExports(new ModuleTypes(Parser.parse(binary))).function(function);
		return Objects.requireNonNull(found).stack();
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
		return WasmWriter.module()
			.section(1, new WasmWriter().vector(List.of(new WasmWriter().functionType(Shims.NOTHING))))
			.section(3,
					new WasmWriter().vector(List.of(new WasmWriter().number(0), new WasmWriter().number(0),
							new WasmWriter().number(0))))
			.section(5, new WasmWriter().vector(List.of(new WasmWriter().bytes(0x01, 1, 1))))
			.section(7, new WasmWriter().vector(List.of(new WasmWriter().name("recurse").bytes(0x00, 0),
					new WasmWriter().name("same").bytes(0x00, 1), new WasmWriter().name("memory").bytes(0x02, 0))))
			.section(10, new WasmWriter().vector(List.of(new WasmWriter().sized(body(values, 0)),
					new WasmWriter().sized(body(values, 2)), new WasmWriter().sized(new WasmWriter().bytes(0, 0x0B)))))
			.toByteArray();
	}

	/**
	 * Count the call at address 0, load values, call a function, and store their sum.
	 */
	private static WasmWriter body(int values, int callee) {
		WasmWriter body = new WasmWriter().bytes(0, 0x41, 0, 0x41, 0, 0x28, 2, 0, 0x41, 1, 0x6A, 0x36, 2, 0);
		body.bytes(0x41, 8);
		for (int i = 0; i < values; i++) {
			body.bytes(0x41, 16, 0x29, 3).number(8 * i);
		}
		body.bytes(0x10, callee);
		for (int i = 1; i < values; i++) {
			body.bytes(0x7C);
		}
		return body.bytes(0x37, 3, 0, 0x0B);
	}

}
