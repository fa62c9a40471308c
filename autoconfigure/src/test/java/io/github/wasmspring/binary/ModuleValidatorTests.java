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

package io.github.wasmspring.binary;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModuleValidator} and {@link FunctionValidator}.
 */
class ModuleValidatorTests {

	/**
	 * Module around code: types of several kinds, a function, tables, a memory, global
	 * variables and segments.
	 */
	private static byte[] around(String body) {
		return RawModule.of("1: 05 60 00 00 60 01 7f 01 7e 60 00 02 7f 7e 60 02 7f 7e 00 60 00 01 7f", "3: 02 00 01",
				"4: 02 70 00 05 6f 00 05", RawModule.MEMORY, "6: 02 7f 01 41 00 0b 7e 00 42 00 0b",
				"9: 02 01 00 01 01 05 6f 01 d0 6f 0b", "12: 01", RawModule.code(body, "00 42 00 0b"), "11: 01 01 00");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			an operand is missing, 00 6a 0b
			an operand is missing, 00 1a 0b
			an operand is missing, 00 41 00 02 40 1a 0b 0b
			values remain, 00 41 00 0b
			'expected i32, but got i64', 00 42 00 45 1a 0b
			'expected i32, but got i64', 00 42 00 24 00 0b
			expected, 00 43 00 00 00 00 41 00 36 00 00 0b
			select takes, 00 41 00 42 00 41 00 1b 1a 0b
			select takes, 00 d0 70 d0 70 41 00 1b 1a 0b
			invalid result arity, 00 41 00 41 00 41 00 1c 02 7f 7f 1a 0b
			invalid result arity, 00 1c 00 0b
			unknown local 0, 00 20 00 1a 0b
			unknown local 3, 01 03 7f 20 03 1a 0b
			unknown global 2, 00 23 02 1a 0b
			global is immutable, 00 42 00 24 01 0b
			unknown function 2, 00 10 02 0b
			unknown function 4294967295, 00 10 ff ff ff ff 0f 0b
			unknown type 5, 00 41 00 11 05 00 0b
			unknown table 2, 00 41 00 11 00 02 0b
			call_indirect through a table, 00 41 00 11 00 01 0b
			unknown type 5, 00 02 05 0b 0b
			unknown label 1, 00 0c 01 0b
			unknown label 2, 00 02 40 41 00 0e 01 00 02 0b 0b
			labels of br_table take, 00 02 7f 41 00 41 00 0e 01 00 01 0b 1a 0b
			expected, 00 02 7f 42 00 0c 00 0b 1a 0b
			expected, 00 41 00 04 7f 41 00 05 42 00 0b 1a 0b
			an operand is missing, 00 41 00 04 7f 41 00 0b 1a 0b
			alignment must not be larger, 00 41 00 28 03 00 1a 0b
			alignment must not be larger, 00 41 00 2d 01 00 1a 0b
			offset out of range, 00 41 00 28 02 80 80 80 80 10 1a 0b
			unknown memory 1, 00 41 00 28 42 01 00 1a 0b
			unknown memory 1, 00 3f 01 1a 0b
			unknown data segment 1, 00 fc 09 01 0b
			unknown elem segment 2, 00 fc 0d 02 0b
			elements of type, 00 41 00 41 00 41 00 fc 0c 01 00 0b
			elements of type, 00 41 00 41 00 41 00 fc 0e 00 01 0b
			undeclared function reference 0, 00 d2 00 1a 0b
			expected a reference, 00 41 00 d1 1a 0b
			expected i32, 00 00 d4 45 1a 0b
			expected a reference, 00 00 45 d4 1a 0b
			select takes, 00 00 d4 41 00 1b 1a 0b
			invalid lane index 4, 00 fd 0c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 fd 1b 04 1a 0b
			invalid lane index 2, 00 41 00 fd 0c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 fd 57 03 00 02 1a 0b
			alignment must be natural, 00 41 00 fe 10 01 00 1a 0b
			""")
	void validateWhenCodeIsInvalidShouldRefuse(String fact, String body) {
		assertThat(RawModule.problem(around(body))).contains("INVALID", fact);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00 0b", "00 00 6a 1a 0b", "00 00 1b 1a 0b", "00 0c 00 6a 24 00 0b", "00 00 d1 1a 0b",
			"00 00 d4 d1 1a 0b", "00 00 d4 26 00 0b", "00 02 7f 00 0b 1a 0b", "00 41 00 02 01 ac 0b 1a 0b",
			"00 41 00 42 00 03 03 1a 1a 0b 0b", "00 02 02 41 00 42 00 0b 1a 1a 0b",
			"00 41 00 42 00 41 00 04 03 1a 1a 05 1a 1a 0b 0b", "00 41 00 10 01 1a 0b", "00 41 00 41 00 11 01 00 1a 0b",
			"00 d2 01 1a 0b", "00 d0 70 d0 70 41 00 1c 01 70 1a 0b", "00 41 00 41 00 41 00 fc 08 00 00 0b",
			"00 41 00 41 00 41 00 fc 0c 00 00 0b", "00 41 00 41 00 41 00 fc 0c 01 01 0b",
			"00 41 00 28 02 ff ff ff ff 0f 1a 0b", "00 02 40 0c 00 0e 00 00 0b 0b", "00 0f 42 00 1a 0b",
			"00 02 40 41 00 0d 00 41 00 0e 02 00 01 00 0b 0b" })
	void validateWhenCodeIsValidShouldAccept(String body) {
		assertThat(RawModule.problem(around(body))).isNull();
	}

	static Stream<Arguments> invalidDeclarations() {
		String type = RawModule.TYPE;
		return Stream.of(Arguments.of("unknown type 1", RawModule.of(type, "3: 01 01", RawModule.code("00 0b"))),
				Arguments.of("unknown type 7", RawModule.of(type, "2: 01 00 00 00 07")),
				Arguments.of("unknown type 1", RawModule.of("1: 01 60 01 63 01 00")),
				Arguments.of("at most 65536 pages", RawModule.of("5: 01 00 81 80 04")),
				Arguments.of("minimum must not be greater", RawModule.of("5: 01 01 02 01")),
				Arguments.of("minimum must not be greater", RawModule.of("4: 01 70 01 02 01")),
				Arguments.of("shared memory must have maximum", RawModule.of("5: 01 02 01")),
				Arguments.of("tables cannot be shared", RawModule.of("4: 01 70 03 00 01")),
				Arguments.of("unknown function 0", RawModule.of("7: 01 00 00 00")),
				Arguments.of("unknown memory 0", RawModule.of("7: 01 00 02 00")),
				Arguments.of("duplicate export name 'a'",
						RawModule.of(RawModule.MEMORY, "7: 02 01 61 02 00 01 61 02 00")),
				Arguments.of("unknown function 5", RawModule.of("8: 05")),
				Arguments.of("start function must take and return nothing",
						RawModule.of("1: 01 60 01 7f 00", "2: 01 00 00 00 00", "8: 00")),
				Arguments.of("constant expression required", RawModule.of("6: 01 7f 00 01 0b")),
				Arguments.of("constant expression required", RawModule.of("6: 01 7f 00 41 01 45 0b")),
				Arguments.of("a global is mutable", RawModule.of("6: 02 7f 01 41 00 0b 7f 00 23 00 0b")),
				Arguments.of("unknown global 0", RawModule.of("6: 01 7f 00 23 00 0b")),
				Arguments.of("unknown global 1", RawModule.of("6: 02 7f 00 23 01 0b 7f 00 41 00 0b")),
				Arguments.of("expected i32, but got i64", RawModule.of("6: 01 7f 00 42 00 0b")),
				Arguments.of("an operand is missing", RawModule.of("6: 01 7f 00 0b")),
				Arguments.of("values remain", RawModule.of("6: 01 7f 00 41 00 41 00 0b")),
				Arguments.of("unknown table 0", RawModule.of("9: 01 00 41 00 0b 00")),
				Arguments.of("elements of type",
						RawModule.of(type, "2: 01 00 00 00 00", "4: 01 6f 00 00", "9: 01 00 41 00 0b 01 00")),
				Arguments.of("expected i32, but got i64", RawModule.of("4: 01 70 00 00", "9: 01 00 42 00 0b 00")),
				Arguments.of("unknown function 3", RawModule.of("9: 01 01 00 01 03")),
				Arguments.of("unknown memory 0", RawModule.of("11: 01 00 41 00 0b 00")),
				Arguments.of("unknown memory 1", RawModule.of(RawModule.MEMORY, "11: 01 02 01 41 00 0b 00")),
				Arguments.of("non-empty tag result", RawModule.of("1: 01 60 00 01 7f", "13: 01 00 00")),
				Arguments.of("need an initial value", RawModule.of("4: 01 64 70 00 00")),
				Arguments.of("uninitialized local",
						RawModule.of(type, RawModule.FUNCTION, RawModule.code("01 01 64 70 20 00 1a 0b"))));
	}

	@ParameterizedTest
	@MethodSource("invalidDeclarations")
	void validateWhenDeclarationIsInvalidShouldRefuse(String fact, byte[] binary) {
		assertThat(RawModule.problem(binary)).contains("INVALID", fact);
	}

	@ParameterizedTest
	@CsvSource({ "60 01 63 00 00 60 01 63 01 00,false", "60 01 63 00 00 60 01 63 00 00,true", "60 00 00 60 00 00,false",
			"60 00 00 60 00 01 7f,true" })
	void typesShouldBeTheSameIfTheyReferToTheSame(String types, boolean refused) {
		byte[] binary = RawModule.of("1: 03" + types + "60 00 00", "3: 01 02",
				RawModule.code("02 01 63 00 01 63 01 20 00 21 01 0b"));
		assertThat(RawModule.problem(binary) != null).as(RawModule.problem(binary)).isEqualTo(refused);
	}

}
