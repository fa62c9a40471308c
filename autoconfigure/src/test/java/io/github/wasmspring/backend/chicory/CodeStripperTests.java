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

package io.github.wasmspring.backend.chicory;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.RawSection;
import com.dylibso.chicory.wasm.types.SectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodeStripper}.
 */
class CodeStripperTests {

	@ParameterizedTest
	@ValueSource(strings = { "numbers", "traps", "bulk", "imports_all", "wasi_report", "table_grow", "nbody",
			"abi_cabi_realloc" })
	void stripShouldKeepAllButBodiesAndCustomSections(String guest) {
		EncodedModule binary = encoded(guest);
		WasmModule module = Parser.parse(binary.bytes());
		byte[] strippedBinary = CodeStripper.strip(binary, Set.of()).bytes();
		WasmModule stripped = Parser.parse(strippedBinary);
		assertThat(stripped.codeSection().functionBodyCount()).isEqualTo(module.codeSection().functionBodyCount());
		assertThat(stripped.codeSection().functionBodies()).allMatch(CodeStripperTests::isStub);
		assertThat(stripped.customSections()).allMatch((section) -> section.name().equals("name"));
		assertThat(otherSections(strippedBinary)).isEqualTo(otherSections(binary.bytes()));
	}

	@Test
	void stripShouldKeepTheNamesOfFunctionsOnly() {
		EncodedModule binary = encoded("traps");
		WasmModule module = Parser.parse(binary.bytes());
		WasmModule stripped = Parser.parse(CodeStripper.strip(binary, Set.of()).bytes());
		assertThat(stripped.nameSection().nameOfMemory(0)).isNull();
		assertThat(stripped.nameSection().functionNameCount()).isEqualTo(module.nameSection().functionNameCount());
		assertThat(stripped.nameSection().nameOfFunction(0)).isEqualTo("unreachable");
	}

	private static Map<Integer, String> otherSections(byte[] binary) {
		Map<Integer, String> sections = new LinkedHashMap<>();
		Parser.parseWithoutDecoding(binary, (section) -> {
			if (section.sectionId() != SectionId.CODE && section.sectionId() != SectionId.CUSTOM
					&& section.sectionId() != SectionId.DATA_COUNT) {
				sections.put(section.sectionId(), HexFormat.of().formatHex(((RawSection) section).contents()));
			}
		});
		return sections;
	}

	@Test
	void stripWhenInterpretedFunctionMakesTailCallsShouldKeepAllBodies() {
		EncodedModule binary = WasmBinary
			.of("tail",
					HexFormat.of()
						.parseHex("0061736d01000000" + "010501" + "60" + "00017f" + "0303020000" + "0a0b02" + "0400"
								+ "1201" + "0b" + "0400" + "4107" + "0b"))
			.getModule();
		assertThat(CodeStripper.strip(binary, Set.of(0))).isSameAs(binary);
		assertThat(CodeStripper.strip(binary, Set.of(1)).bytes()).isNotEqualTo(binary.bytes());
	}

	private static EncodedModule encoded(String guest) {
		return WasmBinary.of(guest, Guests.bytes(guest)).getModule();
	}

	private static boolean isStub(FunctionBody body) {
		return body.instructions().size() == 2 && body.instructions().get(0).toString().contains("UNREACHABLE");
	}

}
