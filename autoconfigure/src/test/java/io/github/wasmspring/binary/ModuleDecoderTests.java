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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ModuleDecoder} and what it is made of.
 */
class ModuleDecoderTests {

	private static final String EMPTY_BODY = RawModule.code("00 0b");

	static Stream<Arguments> malformed() {
		return Stream.of(Arguments.of("a section twice", RawModule.of(RawModule.TYPE, RawModule.TYPE)),
				Arguments.of("a section out of order", RawModule.of(RawModule.MEMORY, RawModule.TYPE)),
				Arguments.of("tags behind globals", RawModule.of("6: 00", "13: 00")),
				Arguments.of("tags before memories", RawModule.of(RawModule.TYPE, "13: 01 00 00", RawModule.MEMORY)),
				Arguments.of("the data count behind code",
						RawModule.of(RawModule.TYPE, RawModule.FUNCTION, EMPTY_BODY, "12: 00")),
				Arguments.of("an unknown section", RawModule.of("14: 00")),
				Arguments.of("a section with more than its entries", RawModule.of("1: 01 60 00 00 00")),
				Arguments.of("a section with less than its entries", RawModule.of("1: 02 60 00 00")),
				Arguments.of("more entries than bytes", RawModule.of("1: ff ff ff ff 0f")),
				Arguments.of("a start section with more than a number", RawModule.of("8: 00 00")),
				Arguments.of("functions without code", RawModule.of(RawModule.TYPE, RawModule.FUNCTION)),
				Arguments.of("code without functions", RawModule.of(RawModule.TYPE, EMPTY_BODY)),
				Arguments.of("a body that goes on", RawModule.function("00 0b 0b")),
				Arguments.of("a body without an end", RawModule.function("00 01")),
				Arguments.of("a body with an open block", RawModule.function("00 02 40 0b")),
				Arguments.of("an else without an if", RawModule.function("00 02 40 05 0b 0b")),
				Arguments.of("two elses", RawModule.function("00 41 00 04 40 05 05 0b 0b")),
				Arguments.of("a data count that differs", RawModule.of(RawModule.MEMORY, "12: 01", "11: 00")),
				Arguments.of("a data count without data", RawModule.of(RawModule.MEMORY, "12: 01")),
				Arguments.of("memory.init without a data count",
						RawModule.of(RawModule.TYPE, RawModule.FUNCTION, RawModule.MEMORY,
								RawModule.code("00 41 00 41 00 41 00 fc 08 00 00 0b"), "11: 01 01 00")),
				Arguments.of("data.drop without a data count",
						RawModule.of(RawModule.TYPE, RawModule.FUNCTION, RawModule.MEMORY,
								RawModule.code("00 fc 09 00 0b"), "11: 01 01 00")),
				Arguments.of("an unknown kind of import", RawModule.of("2: 01 00 00 05 00")),
				Arguments.of("an unknown kind of export", RawModule.of(RawModule.MEMORY, "7: 01 00 05 00")),
				Arguments.of("an unknown mutability", RawModule.of("6: 01 7f 02 41 00 0b")),
				Arguments.of("unknown flags of limits", RawModule.of("5: 01 08 01")),
				Arguments.of("a table of numbers", RawModule.of("4: 01 7f 00 00")),
				Arguments.of("an unknown kind of elements", RawModule.of("9: 01 08")),
				Arguments.of("an unknown kind of single elements", RawModule.of("9: 01 01 01 00")),
				Arguments.of("an unknown kind of data", RawModule.of(RawModule.MEMORY, "11: 01 03")),
				Arguments.of("an initialized table without its zero byte",
						RawModule.of("4: 01 40 01 70 00 00 d0 70 0b")),
				Arguments.of("a tag with an attribute", RawModule.of(RawModule.TYPE, "13: 01 01 00")),
				Arguments.of("a form of types that is none", RawModule.of("1: 01 61 00 00")),
				Arguments.of("a custom section without a name", RawModule.of("0:")),
				Arguments.of("a custom section whose name is not UTF-8", RawModule.of("0: 01 ff")),
				Arguments.of("a section that exceeds the file", RawModule.bytes("00 61 73 6d 01 00 00 00 01 05 00")),
				Arguments.of("an unknown opcode", RawModule.function("00 27 0b")),
				Arguments.of("the opcode FF", RawModule.function("00 ff 00 0b")),
				Arguments.of("an unknown opcode behind FC", RawModule.function("00 fc 12 0b")),
				Arguments.of("an unknown opcode behind FB", RawModule.function("00 fb 1f 0b")),
				Arguments.of("an opcode behind FC that is one behind FD", RawModule.function("00 fc 8c 02 0b")),
				Arguments.of("an unknown opcode behind FD", RawModule.function("00 fd 9a 01 0b")),
				Arguments.of("the largest opcode behind FC", RawModule.function("00 fc ff ff ff ff 0f 0b")),
				Arguments.of("the largest positive opcode behind FD", RawModule.function("00 fd ff ff ff ff 07 0b")),
				Arguments.of("an opcode of six bytes", RawModule.function("00 fc 80 80 80 80 80 00 0b")),
				Arguments.of("an alignment that is none", RawModule.function("00 41 00 28 80 01 00 1a 0b")),
				Arguments.of("a huge alignment", RawModule.function("00 41 00 28 80 80 80 80 08 00 1a 0b")),
				Arguments.of("an offset of eleven bytes",
						RawModule.function("00 41 00 28 00 80 80 80 80 80 80 80 80 80 80 00 1a 0b")),
				Arguments.of("a fence with a number", RawModule.function("00 fe 03 01 0b")),
				Arguments.of("a catch clause of an unknown kind", RawModule.function("00 1f 40 01 04 00 0b 0b")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("malformed")
	void decodeWhenMalformedShouldRefuse(String what, byte[] binary) {
		assertThat(RawModule.decode(binary).problem()).as(what)
			.satisfies((problem) -> assertThat(problem.getReason()).as(what).isIn(Reason.MALFORMED, Reason.TRUNCATED));
	}

	@Test
	void decodeWhenLocalVariablesExceedANumberShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> OurReading.exact(RawModule.function("02 ff ff ff ff 0f 7f 01 7e 0b")))
			.withMessageContaining("too many locals");
	}

	static Stream<Arguments> wellFormed() {
		return Stream.of(Arguments.of("nothing", RawModule.of()),
				Arguments.of("custom sections anywhere",
						RawModule.of("0: 01 61", RawModule.TYPE, "0: 01 61 00", RawModule.FUNCTION, EMPTY_BODY,
								"0: 01 62")),
				Arguments.of("all sections in order",
						RawModule.of(RawModule.TYPE, "2: 01 01 61 01 62 00 00", RawModule.FUNCTION, "4: 01 70 00 00",
								RawModule.MEMORY, "6: 01 7f 00 41 00 0b", "7: 01 01 61 00 00", "8: 01",
								"9: 01 00 41 00 0b 00", "12: 01", EMPTY_BODY, "11: 01 00 41 00 0b 00")),
				Arguments.of("an empty function and code section", RawModule.of("3: 00", "10: 00")),
				Arguments.of("a data count of no data", RawModule.of("12: 00")),
				Arguments.of("padded numbers",
						RawModule.of("1: 81 80 80 80 00 60 80 00 80 00", RawModule.FUNCTION, RawModule.MEMORY,
								RawModule.code("80 00 41 80 80 80 80 00 28 82 80 80 80 00 "
										+ "84 80 80 80 80 80 80 80 80 00 1a 0b"))),
				Arguments.of("a padded opcode", RawModule.function("00 43 00 00 00 00 fc 80 80 80 80 00 1a 0b")),
				Arguments.of("a memory index for the first memory", RawModule.function("00 41 00 28 42 00 00 1a 0b")),
				Arguments.of("every kind of elements",
						RawModule.of(RawModule.TYPE, RawModule.FUNCTION, "4: 01 70 00 08",
								"9: 08 00 41 00 0b 01 00  01 00 01 00  02 00 41 00 0b 00 01 00  03 00 01 00 "
										+ "04 41 00 0b 01 d2 00 0b  05 70 01 d0 70 0b  06 00 41 00 0b 70 01 d2 00 0b"
										+ "07 6f 01 d0 6f 0b",
								EMPTY_BODY)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wellFormed")
	void decodeWhenWellFormedShouldAccept(String what, byte[] binary) {
		assertThat(RawModule.problem(binary)).as(what).isNull();
	}

	static Stream<Arguments> features() {
		return Stream.of(Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.of("1: 01 5f 01 7f 00")),
				Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.of("1: 01 4e 01 5e 78 01")),
				Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.of("1: 01 50 00 60 00 00")),
				Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.function("00 d0 6e 1a 0b")),
				Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.function("00 41 00 fb 1c fb 1d 1a 0b")),
				Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.function("00 d0 74 1a 0b")),
				Arguments.of(WasmFeature.GARBAGE_COLLECTION, RawModule.of("1: 01 60 01 74 00")),
				Arguments.of(WasmFeature.LEGACY_EXCEPTIONS, RawModule.function("00 06 40 19 0b 0b")),
				Arguments.of(WasmFeature.LEGACY_EXCEPTIONS, RawModule.function("00 06 40 18 00 0b")),
				Arguments.of(WasmFeature.LEGACY_EXCEPTIONS,
						RawModule.of(RawModule.TYPE, RawModule.FUNCTION, "13: 01 00 00",
								RawModule.code("00 06 40 07 00 09 00 0b 0b"))),
				Arguments.of(WasmFeature.EXCEPTIONS, RawModule.of(RawModule.TYPE, "13: 01 00 00")),
				Arguments.of(WasmFeature.EXCEPTIONS, RawModule.of(RawModule.TYPE, "2: 01 00 00 04 00 00")),
				Arguments.of(WasmFeature.EXCEPTIONS, RawModule.function("00 1f 40 01 02 00 0b 0b")),
				Arguments.of(WasmFeature.EXCEPTIONS, RawModule.function("00 02 69 00 0b 1a 0b")),
				Arguments.of(WasmFeature.LARGE_MEMORIES, RawModule.of("5: 01 04 80 80 80 80 10")),
				Arguments.of(WasmFeature.LARGE_MEMORIES, RawModule.of("4: 01 70 05 01 01")),
				Arguments.of(WasmFeature.LARGE_MEMORIES, RawModule.of("2: 01 00 00 02 04 01")),
				Arguments.of(WasmFeature.THREADS, RawModule.of("5: 01 03 01 01")),
				Arguments.of(WasmFeature.THREADS, RawModule.function("00 fe 03 00 0b")),
				Arguments.of(WasmFeature.MULTIPLE_MEMORIES, RawModule.of("5: 02 00 01 00 01")),
				Arguments.of(WasmFeature.MULTIPLE_MEMORIES, RawModule.of("2: 01 00 00 02 00 01", "5: 01 00 01")),
				Arguments.of(WasmFeature.VECTORS, RawModule.function("01 01 7b 0b")),
				Arguments.of(WasmFeature.VECTORS, RawModule.of("1: 01 60 01 7b 00")),
				Arguments.of(WasmFeature.VECTORS, RawModule.of("6: 01 7b 00 fd 0c" + " 00".repeat(16) + " 0b")),
				Arguments.of(WasmFeature.RELAXED_VECTORS, RawModule.function("01 01 7b 20 00 20 00 fd 80 02 1a 0b")),
				Arguments.of(WasmFeature.TAIL_CALLS, RawModule.function("00 12 00 0b")),
				Arguments.of(WasmFeature.FUNCTION_REFERENCES, RawModule.function("01 01 63 00 0b")),
				Arguments.of(WasmFeature.FUNCTION_REFERENCES, RawModule.of("1: 01 60 01 64 70 00")),
				Arguments.of(WasmFeature.FUNCTION_REFERENCES, RawModule.of("4: 01 40 00 70 00 00 d0 70 0b")),
				Arguments.of(WasmFeature.EXTENDED_CONSTANTS, RawModule.of("6: 01 7f 00 41 01 41 02 6a 0b")),
				Arguments.of(WasmFeature.EXTENDED_CONSTANTS, RawModule.of("6: 02 7f 00 41 01 0b 7f 00 23 00 0b")));
	}

	@ParameterizedTest
	@MethodSource("features")
	void decodeShouldNameFeature(WasmFeature feature, byte[] binary) {
		DecodedModule module = RawModule.decode(binary);
		assertThat(module.isComplete()).isTrue();
		assertThat(module.features()).containsKey(feature);
		assertThat(module.problem()).satisfiesAnyOf((problem) -> assertThat(problem).isNull(),
				(problem) -> assertThat(problem.getReason()).isIn(Reason.UNSUPPORTED, Reason.LIMIT_EXCEEDED));
	}

	@Test
	void featureShouldBeNamedAlsoWhenTheModuleIsInvalid() {
		DecodedModule module = RawModule.decode(RawModule.of(RawModule.TYPE, "3: 02 00 00", RawModule.MEMORY,
				RawModule.code("00 6a 0b", "00 fe 03 00 0b")));
		assertThat(module.problem()).isNotNull();
		assertThat(module.isComplete()).isTrue();
		assertThat(module.features()).containsKey(WasmFeature.THREADS);
	}

	@Test
	void malformedShouldBeToldRatherThanInvalid() {
		assertThat(RawModule.problem(RawModule.function("00 6a 27 0b"))).startsWith("MALFORMED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "80 00", "82 80 80 80 80 80 80 80 80 00" })
	void sizeOfMemoryMayHaveTenBytes(String minimum) {
		assertThat(RawModule.problem(RawModule.of("5: 01 00" + minimum))).isNull();
		assertThat(RawModule.problem(RawModule.of("4: 01 70 00" + minimum))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "81 80 04", "80 80 80 80 10", "80 80 80 80 80 80 80 80 80 01" })
	void sizeOfMemoryThatIsTooLargeIsInvalid(String minimum) {
		assertThat(RawModule.problem(RawModule.of("5: 01 00" + minimum))).startsWith("INVALID");
	}

}
