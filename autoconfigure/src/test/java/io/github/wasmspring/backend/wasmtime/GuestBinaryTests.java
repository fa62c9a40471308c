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

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.GlobalType;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.ModuleDecoder;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.ModuleVisitor;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;
import io.github.wasmspring.binary.ValueTypes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GuestBinary} and {@link GuestDeclarations}, by means of the engine in
 * Java.
 */
class GuestBinaryTests {

	private static GuestBinary edit(String guest) {
		return EncodedGuests.change(EncodedGuests.of(guest));
	}

	private static Instance instantiate(GuestBinary guest) {
		return Instance.builder(Parser.parse(guest.module().bytes())).build();
	}

	private static ModuleIndex index(EncodedModule module) {
		return new ModuleDecoder("test", EncodedModule.of("test", module.bytes())).decode(new ModuleVisitor() {
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "numbers", "host_calls", "table_grow", "start", "memory_none", "bulk", "bulk_large",
			"wasi_reactor", "nbody", "abi_cabi_realloc" })
	void guestShouldKeepItsExportsAndImports(String guest) {
		ModuleIndex before = index(EncodedGuests.of(guest));
		ModuleIndex after = index(edit(guest).module());
		assertThat(names(after)).containsAll(names(before));
		assertThat(after.imports()).isEqualTo(before.imports());
	}

	/**
	 * Return the exports, memories without their size.
	 */
	private static List<String> names(ModuleIndex index) {
		return index.exports()
			.stream()
			.map((export) -> (export.type() instanceof WasmMemoryType) ? export.name() : export.toString())
			.toList();
	}

	@Test
	void startFunctionShouldBecomeAnExport() {
		GuestBinary binary = edit("start");
		assertThat(index(binary.module()).startFunction()).isNegative();
		Instance instance = instantiate(binary);
		assertThat(instance.export("value").apply()).containsExactly(0);
		instance.export(String.valueOf(binary.names().start())).apply();
		assertThat(instance.export("value").apply()).containsExactly(7);
		assertThat(edit("numbers").names().start()).isNull();
	}

	@Test
	void globalsShouldGetAccessors() {
		GuestBinary binary = edit("numbers");
		Instance instance = instantiate(binary);
		instance.export(binary.names().setter("counter")).apply(41);
		assertThat(instance.export("increment").apply()).containsExactly(42);
		assertThat(instance.export(binary.names().getter("counter")).apply()).containsExactly(42);
		assertThat(instance.export(binary.names().getter("limit")).apply()).containsExactly(1234567890123L);
	}

	@Test
	void tablesShouldGetAccessors() {
		GuestBinary binary = edit("table_grow");
		EncodedGuests.forEachInstruction(binary.module(), (instruction) -> {
		});
		assertThat(index(binary.module()).exports()).extracting(WasmExport::toString)
			.contains("func %s () -> i32".formatted(binary.names().getter("table")));
	}

	@Test
	void sectionsShouldBeAddedWhereTheyAreMissing() {
		GuestBinary binary = EncodedGuests.change(global("answer"));
		assertThat(instantiate(binary).export(binary.names().getter("answer")).apply()).containsExactly(42);
	}

	@Test
	void namesOfTheGuestShouldNotBeTaken() {
		EncodedModule guest = global("answer", "wasmspring:get:answer", "wasmspring2:", "wasmspringx", "wasmspring4:");
		GuestBinary binary = EncodedGuests.change(guest);
		assertThat(binary.names().prefix()).isEqualTo("wasmspring3:");
		assertThat(index(binary.module()).exports()).hasSize(11).doesNotHaveDuplicates();
	}

	@Test
	void manyNamesOfTheGuestShouldBeGoneThroughOnce() {
		List<String> names = new ArrayList<>(List.of("wasmspring:"));
		for (int i = 11_000; i > 1; i--) {
			names.add("wasmspring" + i + ":");
			names.add("wasmspring" + "_".repeat(i) + ":");
		}
		int[] passes = new int[1];
		GuestNames found = GuestNames.beside(() -> {
			passes[0]++;
			return names.iterator();
		}, false);
		assertThat(passes[0]).isOne();
		assertThat(found.prefix()).isEqualTo("wasmspring11001:");
	}

	@Test
	void startOfAddedNamesShouldBeShortWhateverTheGuestExports() {
		GuestNames found = GuestNames.beside(List.of("wasmspring" + "_".repeat(100_000) + ":", "wasmspring:"), false);
		assertThat(found.prefix()).isEqualTo("wasmspring2:");
	}

	/**
	 * Nothing provides the address, and it must not be one of the control page.
	 */
	@Test
	void addressOfDataThatIsNotKnownShouldBeBeyondTheMemory() {
		ModuleEncoder module = new ModuleEncoder();
		module.visitImport("env", "base", WasmExternalKind.GLOBAL, new GlobalType(ValueTypes.I32, false));
		module.visitMemory(new SizeLimits(1, 1L, false, false));
		for (int i = 0; i < 2; i++) {
			module.visitDataSegment(true, 0);
			module.code().write(Opcode.GLOBAL_GET, 0).write(Opcode.END);
			module.visitData(new byte[8], 0, 8);
		}
		List<Long> addresses = new ArrayList<>();
		EncodedModule changed = EncodedGuests.change(module.toModule()).module();
		new ModuleDecoder("test", changed).decode(new ModuleVisitor() {

			@Override
			public void visitInstruction(Instruction instruction) {
				addresses.add(instruction.value());
			}

		});
		assertThat(addresses).containsExactly(-1L, -1L, -1L, -1L);
	}

	@Test
	void addressOfDataThatIsComputedShouldBeRefused() {
		ModuleEncoder module = new ModuleEncoder();
		module.visitMemory(new SizeLimits(1, 1L, false, false));
		module.visitDataSegment(true, 0);
		module.code().writeI32(-65_536).writeI32(8).write(Opcode.I32_ADD).write(Opcode.END);
		module.visitData(new byte[8], 0, 8);
		EncodedModule guest = module.toModule();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> EncodedGuests.change(guest))
			.withMessageContaining("the address of a data segment is computed");
	}

	private static EncodedModule global(String... names) {
		ModuleEncoder module = new ModuleEncoder();
		module.visitGlobal(new GlobalType(ValueTypes.I32, false));
		module.code().writeI32(42).write(Opcode.END);
		for (String name : names) {
			module.visitExport(name, WasmExternalKind.GLOBAL, 0);
		}
		return module.toModule();
	}

}
