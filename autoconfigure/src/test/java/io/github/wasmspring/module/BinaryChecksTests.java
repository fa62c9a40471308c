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

package io.github.wasmspring.module;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.cache.CountingBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BinaryChecks}.
 */
class BinaryChecksTests {

	private final CountingBackend backend = new CountingBackend();

	private final List<WasmModule> checked = new ArrayList<>();

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(this.backend), Map.of()),
			ModuleRegistrySettings.DEFAULTS.withDefaultBackend("counting").withChecks(List.of(this::check)));

	@AfterEach
	void close() {
		this.registry.close();
	}

	private void check(WasmModule module) {
		this.checked.add(module);
		if (module.getName().equals("traps")) {
			throw new WasmLinkException(WasmErrorContext.of(module), "it is not wanted", null, null);
		}
	}

	private static WasmModuleDefinition definition(String guest) {
		return WasmModuleDefinition.of(guest, Guests.resource(guest), "counting");
	}

	@ParameterizedTest
	@CsvSource({ "simd, UNSUPPORTED, vector instructions", "invalid, INVALID, type mismatch",
			"memory_big, LIMIT_EXCEEDED, 4096 pages", "imports, UNLINKABLE, imports that nothing provides",
			"traps, UNLINKABLE, it is not wanted", "component, COMPONENT, layer 1" })
	void registerModuleShouldRefuseBeforeItCompilesAndValidateShouldSayTheSame(String guest, Reason reason,
			String fact) {
		assertThatExceptionOfType(WasmException.class).isThrownBy(() -> this.registry.registerModule(definition(guest)))
			.withMessageContainingAll("Module '" + guest + "'", fact);
		WasmValidation validation = this.registry.validate(definition(guest));
		assertThat(validation.isValid()).isFalse();
		assertThat(validation.reason()).isEqualTo(reason);
		assertThat(validation.problem()).contains("Module '" + guest + "'", fact);
		assertThat(this.backend.compiled()).isZero();
		assertThat(this.registry.getNames()).isEmpty();
	}

	@Test
	void checkShouldSeeAllButTheCode() {
		this.registry.registerModule(definition("numbers"));
		assertThat(this.checked).singleElement().satisfies((module) -> {
			WasmModule loaded = this.registry.getModule("numbers");
			assertThat(module.getName()).isEqualTo("numbers");
			assertThat(module.getBackend()).isEqualTo("counting");
			assertThat(module.getDigest()).isEqualTo(loaded.getDigest());
			assertThat(module.getExports()).isEqualTo(loaded.getExports());
			assertThat(module.getImports()).isEqualTo(loaded.getImports());
			assertThatIllegalStateException().isThrownBy(() -> module.call("add", 1, 2))
				.withMessageContaining("Module 'numbers' is being checked");
		});
	}

	@Test
	void validateShouldTellWhatAModuleNeedsAlsoIfItIsValid() {
		WasmValidation validation = this.registry.validate(Guests.bytes("imports"));
		assertThat(validation.isValid()).isTrue();
		assertThat(validation.imports()).extracting(WasmImport::module).contains("env");
		assertThat(validation.features()).isEmpty();
		WasmValidation simd = this.registry.validate(Guests.bytes("simd"));
		assertThat(simd.reason()).isEqualTo(Reason.UNSUPPORTED);
		assertThat(simd.features()).containsExactly(WasmFeature.VECTORS);
		assertThat(simd.remedy()).contains("without SIMD");
	}

	@Test
	void validateShouldRefuseWhatIsTooLargeToBeLoaded() {
		DefaultWasmModuleRegistry small = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(this.backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend("counting")
					.withDefaults(() -> WasmModuleDefinition.ofDefaults().withMaxBinarySize(DataSize.ofBytes(10))));
		assertThat(small.validate(Guests.bytes("numbers")).reason()).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void registerModuleWhenAFunctionIsImportedWithTwoTypesShouldThrow() {
		// imports m.f as () -> () and as (i32) -> ()
		byte[] bytes = HexFormat.of()
			.parseHex("0061736d01000000" + "0108" + "02600000" + "60017f00" + "020d" + "02" + "016d01660000"
					+ "016d01660001");
		DefaultWasmModuleRegistry offering = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(this.backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withHostFunctions(List
					.of(HostFunctions.of("m").function("f", "() -> ()", (caller, arguments) -> arguments).build())));
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> offering
			.registerModule(WasmModuleDefinition.of("twice", new ByteArrayResource(bytes), "counting")));
	}

}
