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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MaximumSizes}.
 */
class MaximumSizesTests {

	private static final WasmBackend backend = ChicoryBackend.interpreted();

	@Test
	void limitShouldSetMaximumThatIsNotDeclared() {
		WasmBinary binary = limit("memory_grow", Guests.bytes("memory_grow"), 16, 100);
		assertThat(exports(binary)).contains("memory memory 1 16");
	}

	@Test
	void limitShouldLowerMaximumThatIsLarger() {
		WasmBinary binary = limit("memory_max", Guests.bytes("memory_max"), 2, 100);
		assertThat(exports(binary)).contains("memory memory 1 2");
	}

	@Test
	void limitWhenDeclaredMaximumIsLowerShouldChangeNothing() {
		assertThat(exports(limit("memory_max", Guests.bytes("memory_max"), 100, 100))).contains("memory memory 1 3");
	}

	@Test
	void limitShouldKeepTheDigestOfTheFileAndGiveTheContentItsOwn() {
		byte[] bytes = Guests.bytes("memory_grow");
		WasmBinary small = limit("memory_grow", bytes, 16, 100);
		WasmBinary large = limit("memory_grow", bytes, 17, 100);
		assertThat(small.getDigest()).isEqualTo(large.getDigest()).isEqualTo(WasmBinary.digest(bytes));
		assertThat(small.getContentDigest()).isEqualTo(WasmBinary.digest(small.getModule().bytes()))
			.isNotEqualTo(large.getContentDigest())
			.isNotEqualTo(small.getDigest());
	}

	@Test
	void limitShouldLimitTables() {
		WasmBinary binary = limit("table_grow", Guests.bytes("table_grow"), 16, 5);
		assertThat(exports(binary)).anyMatch((export) -> export.startsWith("table ") && export.endsWith(" 5 funcref"));
	}

	@Test
	void limitShouldLimitWhatIsImported() {
		assertThat(exports(limit("imports_all", Guests.bytes("imports_all"), 16, 5))).contains("memory memory 1 16",
				"table table 1 5 funcref");
	}

	@Test
	void limitShouldDivideWhatIsLeftAmongSeveralMemories() {
		byte[] bytes = BinaryWriter.module()
			.section(5, BinaryWriter.part().bytes(3, 0, 1, 0, 2, 1, 1, 2))
			.section(7, BinaryWriter.part().bytes(3, 1, 'a', 2, 0, 1, 'b', 2, 1, 1, 'c', 2, 2))
			.toByteArray();
		WasmBinary binary = limit("memories", bytes, 34, 0);
		assertThat(exports(binary)).containsExactly("memory a 1 11", "memory b 2 12", "memory c 1 2");
	}

	@Test
	void limitShouldKeepInitializersOfTables() {
		byte[] bytes = BinaryWriter.module()
			.section(4, BinaryWriter.part().bytes(2, 0x40, 0, 0x70, 0, 2, 0xD0, 0x70, 0x0B, 0x70, 0, 3))
			.section(7, BinaryWriter.part().bytes(2, 1, 'a', 1, 0, 1, 'b', 1, 1))
			.toByteArray();
		WasmBinary binary = limit("tables", bytes, 1, 9);
		assertThat(exports(binary)).containsExactly("table a 2 4 funcref", "table b 3 5 funcref");
	}

	@Test
	void limitWhenInitialMemoryIsLargerShouldNameTheProperty() {
		byte[] bytes = Guests.bytes("memory_big");
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> limit("memory_big", bytes, 4095, 0))
			.withMessageContainingAll("4096 pages", "at most 4095", "the setting 'max-memory'", "256MB")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
	}

	@Test
	void limitWhenMemoriesTogetherAreLargerShouldThrow() {
		byte[] bytes = BinaryWriter.module().section(5, BinaryWriter.part().bytes(2, 0, 1, 0, 2)).toByteArray();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> limit("memories", bytes, 2, 0))
			.withMessageContainingAll("3 pages", "192KB");
	}

	@Test
	void limitWhenInitialTableIsLargerShouldNameTheProperty() {
		byte[] bytes = BinaryWriter.module().section(4, BinaryWriter.part().bytes(1, 0x70, 0, 100)).toByteArray();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> limit("table", bytes, 0, 99))
			.withMessageContainingAll("100 elements", "at most 99", "the setting 'max-table-elements'");
	}

	@Test
	void limitShouldKeepMemoriesShared() {
		byte[] bytes = BinaryWriter.module()
			.section(5, BinaryWriter.part().bytes(1, 3, 1, 100))
			.section(7, BinaryWriter.part().bytes(1, 1, 'm', 2, 0))
			.toByteArray();
		WasmBinary binary = limit("shared", bytes, 16, 0);
		assertThat(exports(binary)).singleElement().asString().startsWith("memory m 1 16");
		assertThat(binary.getModule().bytes()).containsSequence(5, 4, 1, 3, 1, 16);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00 81 80 04", "01 01 81 80 04", "01 02 01", "02 01", "08 01 00" })
	void limitShouldNotMakeSizesValidThatAreNot(String limits) {
		BinaryWriter memory = BinaryWriter.part().bytes(1);
		for (String octet : limits.split(" ")) {
			memory.bytes(Integer.parseInt(octet, 16));
		}
		byte[] bytes = BinaryWriter.module().section(5, memory).toByteArray();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> backend.load(limit("memory", bytes, 16, 0)))
			.satisfies((ex) -> assertThat(ex.getReason()).isIn(Reason.INVALID, Reason.MALFORMED));
	}

	private static WasmBinary limit(String name, byte[] bytes, int memoryPages, int tableElements) {
		return WasmBinary.of(name, bytes, limits(tableElements), memoryPages);
	}

	private static LoadLimits limits(int tableElements) {
		return LoadLimits.DEFAULTS.withTableElements(tableElements);
	}

	private static List<String> exports(WasmBinary binary) {
		try (BackendModule module = backend.load(binary)) {
			return module.getExports().stream().map(WasmExport::toString).toList();
		}
	}

}
