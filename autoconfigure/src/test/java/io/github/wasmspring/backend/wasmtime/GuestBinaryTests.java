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

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.backend.parser.ModuleTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GuestBinary} and {@link BinaryEditor}, by means of the parser in Java.
 */
class GuestBinaryTests {

	private static GuestBinary edit(byte[] bytes) {
		return new GuestBinary(bytes, new ModuleTypes(Parser.parse(bytes)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "numbers", "host_calls", "table_grow", "start", "memory_none", "bulk", "bulk_large",
			"wasi_reactor", "nbody", "abi_cabi_realloc" })
	void guestShouldKeepItsExportsAndImports(String guest) {
		byte[] bytes = Guests.bytes(guest);
		ModuleTypes before = new ModuleTypes(Parser.parse(bytes));
		ModuleTypes after = new ModuleTypes(Parser.parse(edit(bytes).write()));
		assertThat(names(after)).containsAll(names(before));
		assertThat(after.imports()).isEqualTo(before.imports());
	}

	/**
	 * Return the exports, memories without their size.
	 */
	private static List<String> names(ModuleTypes types) {
		return types.exports()
			.stream()
			.map((export) -> (export.type() instanceof WasmMemoryType) ? export.name() : export.toString())
			.toList();
	}

	@Test
	void startFunctionShouldBecomeAnExport() {
		GuestBinary binary = edit(Guests.bytes("start"));
		WasmModule module = Parser.parse(binary.write());
		assertThat(module.startSection()).isEmpty();
		Instance instance = Instance.builder(module).build();
		assertThat(instance.export("value").apply()).containsExactly(0);
		instance.export(String.valueOf(binary.names().start())).apply();
		assertThat(instance.export("value").apply()).containsExactly(7);
		assertThat(edit(Guests.bytes("numbers")).names().start()).isNull();
	}

	@Test
	void globalsShouldGetAccessors() {
		GuestBinary binary = edit(Guests.bytes("numbers"));
		Instance instance = Instance.builder(Parser.parse(binary.write())).build();
		instance.export(binary.names().setter("counter")).apply(41);
		assertThat(instance.export("increment").apply()).containsExactly(42);
		assertThat(instance.export(binary.names().getter("counter")).apply()).containsExactly(42);
		assertThat(instance.export(binary.names().getter("limit")).apply()).containsExactly(1234567890123L);
	}

	@Test
	void tablesShouldGetAccessors() {
		GuestBinary binary = edit(Guests.bytes("table_grow"));
		Instance instance = Instance.builder(Parser.parse(binary.write())).build();
		instance.export("grow").apply(3);
		assertThat(instance.export(binary.names().getter("table")).apply()).containsExactly(5);
	}

	@Test
	void sectionsShouldBeAddedWhereTheyAreMissing() {
		WasmWriter global = new WasmWriter().bytes(0x7F, 0, 0x41, 42, 0x0B);
		byte[] bytes = WasmWriter.module()
			.section(6, new WasmWriter().vector(List.of(global)))
			.section(7, new WasmWriter().vector(List.of(new WasmWriter().name("answer").bytes(0x03, 0))))
			.section(0, new WasmWriter().name("custom").bytes(1, 2, 3))
			.toByteArray();
		GuestBinary binary = edit(bytes);
		Instance instance = Instance.builder(Parser.parse(binary.write())).build();
		assertThat(instance.export(binary.names().getter("answer")).apply()).containsExactly(42);
	}

	@Test
	void namesOfTheGuestShouldNotBeTaken() {
		WasmWriter global = new WasmWriter().bytes(0x7F, 0, 0x41, 42, 0x0B);
		byte[] bytes = WasmWriter.module()
			.section(6, new WasmWriter().vector(List.of(global)))
			.section(7,
					new WasmWriter().vector(List.of(new WasmWriter().name("answer").bytes(0x03, 0),
							new WasmWriter().name("wasmspring:get:answer").bytes(0x03, 0))))
			.toByteArray();
		GuestBinary binary = edit(bytes);
		assertThat(new ModuleTypes(Parser.parse(binary.write())).exports()).hasSize(5);
	}

}
