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
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.RawSection;
import com.dylibso.chicory.wasm.types.SectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodeStripper}.
 */
class CodeStripperTests {

	@ParameterizedTest
	@ValueSource(strings = { "numbers", "traps", "bulk", "imports_all", "wasi_report", "table_grow", "nbody",
			"abi_cabi_realloc" })
	void stripShouldKeepAllButBodiesAndCustomSections(String guest) {
		byte[] binary = Guests.bytes(guest);
		WasmModule module = Parser.parse(binary);
		byte[] strippedBinary = new CodeStripper(module, Set.of()).strip(binary);
		WasmModule stripped = Parser.parse(strippedBinary);
		assertThat(stripped.codeSection().functionBodyCount()).isEqualTo(module.codeSection().functionBodyCount());
		assertThat(stripped.codeSection().functionBodies()).allMatch(CodeStripperTests::isStub);
		assertThat(stripped.customSections()).allMatch((section) -> section.name().equals("name"));
		assertThat(otherSections(strippedBinary)).isEqualTo(otherSections(binary));
	}

	@Test
	void stripShouldKeepTheNamesOfFunctionsOnly() {
		byte[] binary = Guests.bytes("traps");
		WasmModule module = Parser.parse(binary);
		WasmModule stripped = Parser.parse(new CodeStripper(module, Set.of()).strip(binary));
		assertThat(module.nameSection().nameOfMemory(0)).isEqualTo("memory");
		assertThat(stripped.nameSection().nameOfMemory(0)).isNull();
		assertThat(stripped.nameSection().functionNameCount()).isEqualTo(module.nameSection().functionNameCount());
		assertThat(stripped.nameSection().nameOfFunction(0)).isEqualTo("unreachable");
	}

	private static Map<Integer, String> otherSections(byte[] binary) {
		Map<Integer, String> sections = new LinkedHashMap<>();
		Parser.parseWithoutDecoding(binary, (section) -> {
			if (section.sectionId() != SectionId.CODE && section.sectionId() != SectionId.CUSTOM) {
				sections.put(section.sectionId(), HexFormat.of().formatHex(((RawSection) section).contents()));
			}
		});
		return sections;
	}

	@Test
	void stripShouldKeepInterpretedFunctionsAlsoBehindImportsThatAreNoFunctions() {
		byte[] binary = Guests.bytes("imports_all");
		WasmModule module = Parser.parse(binary);
		int imported = module.importSection().count(ExternalType.FUNCTION);
		assertThat(imported).isLessThan(module.importSection().importCount());
		FunctionBody body = module.codeSection().getFunctionBody(0);
		assertThat(isStub(body)).isFalse();
		WasmModule stripped = Parser.parse(new CodeStripper(module, Set.of(imported)).strip(binary));
		assertThat(stripped.codeSection().getFunctionBody(0).instructions()).isEqualTo(body.instructions());
	}

	@Test
	void stripWhenInterpretedFunctionMakesTailCallsShouldKeepAllBodies() {
		byte[] binary = HexFormat.of()
			.parseHex("0061736d01000000" + "010501" + "60" + "00017f" + "0303020000" + "0a0b02" + "0400" + "1201" + "0b"
					+ "0400" + "4107" + "0b");
		WasmModule module = Parser.parse(binary);
		assertThat(new CodeStripper(module, Set.of(0)).strip(binary)).isEqualTo(binary);
		assertThat(new CodeStripper(module, Set.of(1)).strip(binary)).isNotEqualTo(binary);
	}

	private static boolean isStub(FunctionBody body) {
		return body.instructions().size() == 2 && body.instructions().get(0).toString().contains("UNREACHABLE");
	}

}
