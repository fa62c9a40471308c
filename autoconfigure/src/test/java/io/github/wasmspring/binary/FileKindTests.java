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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileKind}.
 */
class FileKindTests {

	@ParameterizedTest
	@CsvSource({ "1f8b0800, GZIP", "28b52ffd24, ZSTD", "fd377a585a00, XZ", "425a6839, BZIP2", "504b0304, ZIP",
			"504b0506, ZIP", "213c617263683e0a, LIBRARY", "7f454c460201, ELF", "cafebabe00000034, CLASS",
			"cafebabe00000002, MACH_O", "cffaedfe, MACH_O", "feedface, MACH_O", "4d5a9000, WINDOWS",
			"4243c0de, BITCODE", "dec0170b, BITCODE", "0077656263, WASMER", "0000000000000000, ZEROS",
			"fffe00006100730a, UTF_16", "fffe28006d00, UTF_16", "efbbbf0061736d01000000, DAMAGED",
			"0d0a0061736d01000000, DAMAGED", "c08061736d01c080, DAMAGED", "61736d01, DAMAGED" })
	void ofWhenBytesAreKnownShouldNameThem(String bytes, FileKind kind) {
		assertThat(FileKind.of(HexFormat.of().parseHex(bytes))).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "(module)|TEXT_FORMAT", ";; a comment|TEXT_FORMAT", "(; a comment ;) (module)|TEXT_FORMAT",
					"(component)|COMPONENT_TEXT", "<!DOCTYPE html>|PAGE", "<?xml version='1.0'?>|PAGE",
					"{\"error\": 404}|JSON", "[1]|JSON", "version https://git-lfs.github.com/spec/v1|LFS_POINTER",
					"AGFzbQEAAAA=|BASE64", "data:application/wasm;base64,AGFzbQEAAAA=|BASE64",
					"0061736d01000000|HEXADECIMAL", "00 61 73 6D 01|HEXADECIMAL", "0x00, 0x61, 0x73, 0x6d|HEXADECIMAL",
					"\\x00\\x61\\x73\\x6d|HEXADECIMAL", "00000000: 0061 736d 0100|HEXADECIMAL",
					"var Module = {};|JAVASCRIPT", "import x from './x.js'|JAVASCRIPT", "use strict|TEXT",
					"agfzbqeaaaa=|TEXT", "404: Not Found|TEXT" })
	void ofWhenTextIsKnownShouldNameIt(String text, FileKind kind) {
		assertThat(FileKind.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(kind);
		assertThat(FileKind.of(("\u00EF\u00BB\u00BF \n\t" + text).getBytes(StandardCharsets.ISO_8859_1)))
			.isEqualTo(kind);
	}

	@Test
	void ofWhenFileIsTarShouldSayTar() {
		byte[] bytes = new byte[512];
		System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, bytes, 257, 5);
		bytes[0] = 'a';
		assertThat(FileKind.of(bytes)).isEqualTo(FileKind.TAR);
	}

	@Test
	void ofWhenFileIsSomethingElseShouldReturnNull() {
		assertThat(FileKind.of(new byte[] { 1, 2, 3, 4 })).isNull();
		assertThat(FileKind.of(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A })).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 8, 9, 300, 600 })
	void ofShouldNotThrow(int length) {
		Random random = new Random(length);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			FileKind.of(bytes);
			FileKind.isCopiedAsText(bytes);
		}
	}

	@ParameterizedTest
	@EnumSource
	void remedyShouldBeASentence(FileKind kind) {
		assertThat(kind.remedy()).startsWith("This is ").endsWith(".").doesNotContain("..", "wasm.modules");
	}

	@Test
	void decodeWhenFileIsNoModuleShouldSayWhatItIs() {
		WasmLoadException problem = problem(new byte[] { 0x1F, (byte) 0x8B, 8, 0 });
		assertThat(problem.getReason()).isEqualTo(Reason.NOT_WASM);
		assertThat(problem.getDescription())
			.endsWith("not a WebAssembly binary: it starts with 1f 8b 08 00 instead of 00 61 73 6d");
		assertThat(problem.getRemedy())
			.isEqualTo("This is a file that gzip compressed; decompress it, for example with 'gunzip'.");
	}

	@Test
	void decodeWhenFileIsUnknownShouldSayWhatIsNeeded() {
		assertThat(problem(new byte[] { 1, 2, 3, 4 }).getRemedy())
			.isEqualTo("Point the location at a .wasm file that a compiler wrote.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0xB, 0xC, 0xD })
	void decodeWhenVersionIsADraftShouldSaySo(int version) {
		WasmLoadException problem = problem(new byte[] { 0, 'a', 's', 'm', (byte) version, 0, 0, 0 });
		assertThat(problem.getDescription()).contains("unknown binary version " + version);
		assertThat(problem.getRemedy()).contains("draft");
	}

	@Test
	void decodeWhenModuleIsAComponentShouldSaySo() {
		WasmLoadException problem = problem(Guests.bytes("component"));
		assertThat(problem.getReason()).isEqualTo(Reason.COMPONENT);
		assertThat(problem.getRemedy()).contains("wasm32-wasip1");
	}

	@Test
	void decodeWhenLineFeedsWereReplacedShouldSaySo() {
		String text = new String(Guests.bytes("abi_malloc"), StandardCharsets.ISO_8859_1);
		WasmLoadException problem = problem(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		assertThat(problem.getRemedy()).contains("in binary mode");
	}

	@Test
	void decodeWhenCharactersWereReplacedShouldSaySo() {
		byte[] bytes = Guests.bytes("abi_malloc");
		WasmLoadException problem = problem(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
		assertThat(problem.getReason()).isIn(Reason.MALFORMED, Reason.TRUNCATED);
		assertThat(problem.getRemedy()).contains("in binary mode");
	}

	@Test
	void decodeWhenModuleIsBrokenOtherwiseShouldNotSayThatItWasCopiedAsText() {
		byte[] bytes = Guests.bytes("abi_malloc");
		bytes[8] = 77;
		assertThat(problem(bytes).getRemedy()).contains("build it again").doesNotContain("binary mode");
	}

	@Test
	void decodeWhenModuleIsInBase64ShouldSaySo() {
		byte[] encoded = Base64.getMimeEncoder().encode(Guests.bytes("numbers"));
		assertThat(problem(encoded).getRemedy()).startsWith("This is a module in Base64; ");
		assertThat(problem(Arrays.copyOf(encoded, 6)).getRemedy()).startsWith("This is a module in Base64; ");
	}

	private static WasmLoadException problem(byte[] bytes) {
		return Objects.requireNonNull(
				DecodedModule.of(WasmErrorContext.of("test", null), bytes, LoadLimits.DEFAULTS, 16).problem());
	}

}
