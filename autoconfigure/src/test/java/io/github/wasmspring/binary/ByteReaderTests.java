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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ByteReader}.
 */
class ByteReaderTests {

	private static ByteReader reader(String hex) {
		return new ByteReader(new BinaryProblems(WasmErrorContext.of("raw", null), RawModule.bytes(hex)),
				RawModule.bytes(hex));
	}

	@ParameterizedTest
	@CsvSource({ "00,0", "7f,127", "80 01,128", "80 00,0", "ff 80 80 80 00,127", "ff ff ff ff 0f,4294967295",
			"80 80 80 80 08,2147483648" })
	void readU32ShouldReadEachForm(String hex, long value) {
		ByteReader reader = reader(hex);
		assertThat(Integer.toUnsignedLong(reader.readU32())).isEqualTo(value);
		assertThat(reader.hasMore()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff ff ff ff 1f", "80 80 80 80 10", "80 80 80 80 40", "80 80 80 80 80 00", "80", "" })
	void readU32WhenTooLongOrUnusedBitsAreSetShouldThrow(String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(reader(hex)::readU32)
			.withMessageContaining("malformed");
	}

	@ParameterizedTest
	@CsvSource({ "00,0", "ff ff ff ff 0f,4294967295", "80 80 80 80 80 80 80 80 80 00,0",
			"ff ff ff ff ff ff ff ff ff 01,-1" })
	void readU64ShouldReadEachForm(String hex, long value) {
		assertThat(reader(hex).readU64()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "80 80 80 80 80 80 80 80 80 02", "80 80 80 80 80 80 80 80 80 80 00", "80 80" })
	void readU64WhenTooLongOrUnusedBitsAreSetShouldThrow(String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(reader(hex)::readU64)
			.withMessageContaining("malformed");
	}

	@ParameterizedTest
	@CsvSource({ "32,00,0", "32,7f,-1", "32,ff 7f,-1", "32,ff ff ff ff 7f,-1", "32,ff ff ff ff 07,2147483647",
			"32,80 80 80 80 78,-2147483648", "32,40,-64", "32,c0 00,64", "33,ff ff ff ff 0f,4294967295",
			"33,80 80 80 80 70,-4294967296", "64,ff ff ff ff ff ff ff ff ff 7f,-1",
			"64,ff ff ff ff ff ff ff ff ff 00,9223372036854775807",
			"64,80 80 80 80 80 80 80 80 80 7f,-9223372036854775808" })
	void readSignedShouldReadEachForm(int bits, String hex, long value) {
		ByteReader reader = reader(hex);
		assertThat(reader.readSigned(bits)).isEqualTo(value);
		assertThat(reader.hasMore()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "32,ff ff ff ff 0f", "32,ff ff ff ff 4f", "32,80 80 80 80 70", "32,80 80 80 80 08",
			"32,80 80 80 80 80 00", "33,80 80 80 80 10", "33,80 80 80 80 60", "64,ff ff ff ff ff ff ff ff ff 01",
			"64,80 80 80 80 80 80 80 80 80 7e", "64,80 80 80 80 80 80 80 80 80 80 00", "64,80" })
	void readSignedWhenTooLongOrUnusedBitsDifferFromTheSignShouldThrow(int bits, String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> reader(hex).readSigned(bits))
			.withMessageContaining("malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "01 80", "02 c3 28", "02 c0 80", "03 ed a0 80", "04 f4 90 80 80", "01 ff", "02 e2 82" })
	void readNameWhenNotUtf8ShouldThrow(String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(reader(hex)::readName)
			.withMessageContaining("UTF-8");
	}

	@Test
	void readNameShouldReadAllOfUnicode() {
		assertThat(reader("0c 61 c3 a4 e2 82 ac f0 9f 98 80 00 00").readName()).isEqualTo("aä€😀\0\0");
	}

	@ParameterizedTest
	@CsvSource({ "05", "ff ff ff ff 0f", "80 80 80 80 08" })
	void readSizeWhenMoreThanThereIsShouldThrow(String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(reader(hex + "00")::readSize)
			.withMessageContaining("malformed");
	}

	@ParameterizedTest
	@CsvSource({ "40,-1", "7f,-129", "70,-114", "00,0", "3f,63", "c0 00,64", "e4 00,100", "ff 00,127", "80 01,128",
			"82 01,130", "e4 80 80 80 00,100" })
	void readBlockTypeShouldTellIndicesFromTypes(String hex, int blockType) {
		ByteReader reader = reader(hex);
		assertThat(reader.readBlockType()).isEqualTo(blockType);
		assertThat(reader.hasMore()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "41", "60", "ff 7f", "c0 7f", "80 80 80 80 70", "68", "75", "7a", "78" })
	void readBlockTypeWhenNeitherIndexNorTypeShouldThrow(String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(reader(hex)::readBlockType)
			.withMessageContaining("malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "40", "60", "77", "78", "7a", "00", "ff 7f", "f0 7f", "64 f0 7f", "63 7f" })
	void readValueTypeWhenUnknownShouldThrow(String hex) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(reader(hex)::readValueType)
			.withMessageContaining("malformed");
	}

	@Test
	void readValueTypeShouldReadEachReferenceInOneWay() {
		assertThat(reader("63 70").readValueType()).isEqualTo(reader("70").readValueType());
		assertThat(ValueTypes.isNullable(reader("64 70").readValueType())).isFalse();
		assertThat(ValueTypes.index(reader("64 e4 00").readValueType())).isEqualTo(100);
	}

}
