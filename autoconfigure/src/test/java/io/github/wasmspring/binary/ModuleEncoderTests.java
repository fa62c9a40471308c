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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ModuleEncoder}, {@link EncodedModule} and {@link InstructionOffsets}.
 */
class ModuleEncoderTests {

	private static byte[] encode(byte[] binary) {
		DecodedModule module = RawModule.decode(binary);
		assertThat(module.problem()).isNull();
		byte[] encoded = module.encoded().bytes();
		assertThat(EncodedModule.of("encoded", encoded).bytes()).as("encoded again").isEqualTo(encoded);
		return encoded;
	}

	@Test
	void numbersShouldBeAsShortAsTheyCanBe() {
		byte[] padded = RawModule.of("1: 81 00 60 80 00 81 80 00 7f", "3: 81 00 80 00", "5: 81 00 01 81 00 83 80 00",
				"7: 81 00 81 00 61 00 80 80 80 80 00",
				RawModule
					.code("82 00 81 00 7f 80 00 7e 41 80 80 80 80 00 28 80 80 00 84 80 80 80 80 00 1a 41 ff 7f 0b"),
				"11: 81 00 80 00 41 80 00 0b 81 00 55");
		assertThat(encode(padded))
			.isEqualTo(RawModule.of("1: 01 60 00 01 7f", "3: 01 00", "5: 01 01 01 03", "7: 01 01 61 00 00",
					RawModule.code("01 01 7f 41 00 28 00 04 1a 41 7f 0b"), "11: 01 00 41 00 0b 01 55"));
	}

	@Test
	void groupsOfLocalVariablesShouldBeMerged() {
		assertThat(encode(RawModule.function("06 01 7f 00 7e 02 7f 01 7c 00 7d 00 7c 0b")))
			.isEqualTo(encode(RawModule.function("02 03 7f 01 7c 0b")));
	}

	@Test
	void functionsThatOnlyExportsDeclareShouldBeDeclaredForChicory() {
		byte[] binary = RawModule.of(RawModule.TYPE, RawModule.FUNCTION, "7: 01 01 66 00 00",
				RawModule.code("00 d2 00 1a 0b"));
		byte[] encoded = encode(binary);
		assertThat(encoded).isEqualTo(RawModule.of(RawModule.TYPE, RawModule.FUNCTION, "7: 01 01 66 00 00",
				"9: 01 03 00 01 00", RawModule.code("00 d2 00 1a 0b")));
		assertThat(Parser.parse(encoded).elementSection().elementCount()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "02 00 0b,02 40 0b", "02 80 80 00 0b,02 40 0b", "02 01 41 00 0b 1a,02 7f 41 00 0b 1a",
			"41 00 02 02 1a 0b,41 00 02 02 1a 0b", "41 00 02 82 80 00 1a 0b,41 00 02 02 1a 0b" })
	void blockShouldHaveTheSimplestType(String code, String expected) {
		String types = "1: 03 60 00 00 60 00 01 7f 60 01 7f 00";
		assertThat(encode(RawModule.of(types, RawModule.FUNCTION, RawModule.code("00" + code + "0b"))))
			.isEqualTo(RawModule.of(types, RawModule.FUNCTION, RawModule.code("00" + expected + "0b")));
	}

	/**
	 * A module in which a block has a type by an index, with a type of its own for each
	 * index.
	 */
	private static byte[] moduleWithBlockOfType(int index, int types) {
		StringBuilder section = new StringBuilder("1: " + RawModule.number(types) + "60 00 00");
		for (int i = 1; i < types; i++) {
			section.append("60")
				.append(RawModule.number(parameters(i)))
				.append("7f".repeat(parameters(i)))
				.append("00");
		}
		ByteWriter number = new ByteWriter();
		number.writeSigned(index);
		String block = "41 00".repeat(parameters(index)) + "02" + RawModule.hex(number.toByteArray())
				+ "1a".repeat(parameters(index)) + "0b";
		return RawModule.of(section.toString(), RawModule.FUNCTION, RawModule.code("00" + block + "0b"));
	}

	private static int parameters(int type) {
		return 1 + type % 49;
	}

	@ParameterizedTest
	@ValueSource(ints = { 63, 64, 65, 99, 100, 107, 111, 112, 113, 116, 120, 123, 124, 125, 126, 127, 128, 129, 130 })
	void typeOfBlockShouldBeReadRightByChicory(int index) {
		byte[] original = moduleWithBlockOfType(index, 140);
		byte[] encoded = encode(original);
		OurReading reading = OurReading.exact(encoded);
		assertThat(new ChicoryReading(Parser.parse(encoded)).bodies().get(0)).usingRecursiveComparison()
			.isEqualTo(reading.bodies().get(0));
		assertThat(OurReading.structural(encoded).bodies()).usingRecursiveComparison()
			.isEqualTo(OurReading.structural(original).bodies());
		long block = reading.bodies().get(0).get(parameters(index))[2];
		assertThat(block >= BlockTypes.FIRST_AMBIGUOUS && block < BlockTypes.END_OF_AMBIGUOUS).isFalse();
	}

	@Test
	void copyOfTypeShouldHaveAnIndexThatIsReadRightAlsoWhenThereAreFewTypes() {
		byte[] encoded = encode(moduleWithBlockOfType(64, 65));
		long[] block = OurReading.exact(encoded).bodies().get(0).get(parameters(64));
		assertThat(block).endsWith(Opcode.BLOCK, BlockTypes.END_OF_AMBIGUOUS);
	}

	/**
	 * If this fails, Chicory reads all indices of types of blocks, and {@link BlockTypes}
	 * needs no copies any more.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 99, 100, 127 })
	void typeOfBlockIsStillMisreadByChicory(int index) {
		byte[] original = moduleWithBlockOfType(index, 140);
		long read;
		try {
			read = new ChicoryReading(Parser.parse(original)).bodies().get(0).get(parameters(index))[2];
		}
		catch (ChicoryException ex) {
			read = -1;
		}
		assertThat(read).isNotEqualTo(index);
	}

	@Test
	void elementsShouldBeIndicesWhereTheyCanBe() {
		String table = "4: 01 70 01 05 05";
		byte[] encoded = encode(RawModule.of(RawModule.TYPE, RawModule.FUNCTION, table,
				"9: 05 04 41 00 0b 01 d2 00 0b 05 70 01 d2 00 0b 06 00 41 00 0b 70 00 07 70 01 d2 00 0b 05 70 01 d0 70 0b",
				RawModule.code("00 0b")));
		assertThat(encoded).isEqualTo(RawModule.of(RawModule.TYPE, RawModule.FUNCTION, table,
				"9: 05 00 41 00 0b 01 00 01 00 01 00 00 41 00 0b 00 03 00 01 00 05 70 01 d0 70 0b",
				RawModule.code("00 0b")));
	}

	@Test
	void dataCountShouldBeThereOnlyIfCodeNeedsIt() {
		String data = "11: 01 01 00";
		assertThat(encode(RawModule.of(RawModule.MEMORY, "12: 01", data)))
			.isEqualTo(encode(RawModule.of(RawModule.MEMORY, data)));
		byte[] needed = RawModule.of(RawModule.TYPE, RawModule.FUNCTION, "12: 01", RawModule.code("00 fc 09 00 0b"),
				data);
		assertThat(encode(needed)).isEqualTo(needed);
	}

	@Test
	void onlyNamesOfFunctionsShouldBeLeftOfCustomSections() {
		byte[] encoded = encode(RawModule.of("0: 01 61 00", RawModule.TYPE, RawModule.FUNCTION, RawModule.code("00 0b"),
				"0: 04 6e 61 6d 65 00 02 01 6d 01 04 01 00 01 66 02 03 01 00 00", "0: 03 61 62 63"));
		assertThat(encoded).isEqualTo(RawModule.of(RawModule.TYPE, RawModule.FUNCTION, RawModule.code("00 0b"),
				"0: 04 6e 61 6d 65 01 04 01 00 01 66"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff", "e2 82", "c3 a4", "61", "f0 9f 98 80" })
	void nameShouldBeCutSoThatItStaysTheSame(String character) {
		for (int count = 25; count < 130; count += 13) {
			byte[] name = RawModule.bytes(character.repeat(count));
			String names = "01 00" + RawModule.number(name.length) + RawModule.hex(name);
			int size = RawModule.bytes(names).length;
			byte[] encoded = encode(RawModule.of(RawModule.TYPE, RawModule.FUNCTION, RawModule.code("00 0b"),
					"0: 04 6e 61 6d 65 01" + RawModule.number(size) + names));
			assertThat(encoded.length).isLessThan(180);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "01 02 01 00", "01 ff ff ff ff 0f", "01 04 01 07 01 66", "01 06 02 00 01 66 00 00", "07" })
	void namesThatAreUnsoundShouldNotMakeTheModuleMalformed(String names) {
		assertThat(encode(
				RawModule.of(RawModule.TYPE, RawModule.FUNCTION, RawModule.code("00 0b"), "0: 04 6e 61 6d 65" + names)))
			.isNotEmpty();
	}

	@Test
	void encodedModuleOfWhatNoEncoderWroteShouldThrow() {
		byte[] padded = RawModule.of("1: 81 00 60 00 00");
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> EncodedModule.of("raw", padded))
			.withMessageContaining("no encoder wrote this");
	}

	@Test
	void originalOffsetShouldBeThatOfTheInstructionInTheFile() {
		byte[] binary = RawModule.of(RawModule.TYPE, "3: 02 00 00", RawModule.MEMORY, RawModule
			.code("01 81 80 00 7f 41 80 80 00 1a 02 80 00 01 0b 0b", "00 41 81 00 28 82 00 80 80 80 00 1a 0b"));
		Map<Integer, Integer> originals = new HashMap<>();
		List<Integer> inFile = places(binary);
		ModuleEncoder encoder = new ModuleEncoder(true);
		new ModuleDecoder(new BinaryProblems(WasmErrorContext.of("raw", null), binary), binary).decode(encoder);
		EncodedModule encoded = encoder.toModule();
		List<Integer> inEncoded = places(encoded.bytes());
		for (int i = 0; i < inEncoded.size(); i++) {
			originals.put(inFile.get(i), encoded.originalOffset(inEncoded.get(i)));
		}
		assertThat(originals).hasSize(inFile.size()).allSatisfy((place, found) -> assertThat(found).isEqualTo(place));
	}

	@Test
	void originalOffsetWhenNotTrackingShouldBeUnknown() {
		assertThat(RawModule.decode(RawModule.function("00 0b")).encoded().originalOffset(30)).isEqualTo(-1);
	}

	private static List<Integer> places(byte[] binary) {
		List<Integer> places = new ArrayList<>();
		OurReading.exact(binary)
			.bodies()
			.forEach((body) -> body.forEach((instruction) -> places.add((int) instruction[0])));
		return places;
	}

}
