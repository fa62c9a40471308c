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

package io.github.wasmspring.abi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link AllocatorSearch}.
 */
@EveryBackend
class AllocatorSearchTests {

	private static final String TYPES = "(i32) -> i32 to allocate and (i32) -> () or (i32, i32) -> () to free, "
			+ "or a single (i32, i32, i32, i32) -> i32";

	@Test
	void findWhenModuleExportsNoneShouldTellHowToExportOne() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> find("no_allocator", AbiSettings.DETECTED))
			.withMessage("Module 'no_allocator', backend '" + Backends.current().getId() + "': "
					+ "'void X.y()' needs a buffer, but the module exports no allocator. Export 'alloc' and 'dealloc', "
					+ "'allocate' and 'deallocate', 'malloc' and 'free', or 'cabi_realloc', of type " + TYPES
					+ "; or name other exports with 'AbiSettings.withAllocator' and "
					+ "'AbiSettings.withDeallocator'.");
	}

	@Test
	void findWhenTypesDoNotFitShouldTellWhatWasSeen() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> find("abi_bad_allocator", AbiSettings.DETECTED))
			.withMessageContaining("the module exports no allocator that fits "
					+ "(seen: 'alloc' of type (i64) -> i32 and 'dealloc' of type (i32, i32) -> ()). Export 'alloc'");
	}

	@Test
	void findWhenThereIsNoMemoryShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> find("memory_none", AbiSettings.DETECTED))
			.withMessage("Module 'memory_none', backend '" + Backends.current().getId()
					+ "': 'void X.y()' needs a buffer, but the module "
					+ "exports no memory. Export the memory under the name 'memory'.");
	}

	@Test
	void findWhenOnlyTheAllocatorIsConfiguredShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> find("abi_custom", new AbiSettings(null, "obtain", null)))
			.withMessage(
					"Module 'abi_custom', backend '" + Backends.current().getId() + "': 'AbiSettings.withDeallocator' "
							+ "is not set, while its counterpart is. Set both 'AbiSettings.withAllocator' and "
							+ "'AbiSettings.withDeallocator', or none of them.");
	}

	@Test
	void findWhenOnlyTheDeallocatorIsConfiguredShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> find("abi_custom", new AbiSettings(null, null, "release")))
			.withMessageContaining("'AbiSettings.withAllocator' is not set");
	}

	@Test
	void findWhenConfiguredExportIsMissingShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> find("abi_custom", new AbiSettings(null, "obtain", "relaese")))
			.withMessage("Module 'abi_custom', backend '" + Backends.current().getId()
					+ "': 'AbiSettings.withDeallocator' " + "is 'relaese', but the module exports no such function. "
					+ "Exported functions: 'release', 'live', 'echo', 'obtain'.");
	}

	@ParameterizedTest
	@CsvSource({ "release, obtain", "obtain, live", "obtain, echo" })
	void findWhenConfiguredTypesDoNotFitShouldThrow(String allocator, String deallocator) {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> find("abi_custom", new AbiSettings(null, allocator, deallocator)))
			.withMessageContaining(
					"'AbiSettings.withAllocator' and 'AbiSettings.withDeallocator' name '" + allocator + "' of type ")
			.withMessageContaining(" and '" + deallocator + "' of type ")
			.withMessageEndingWith("which do not fit. Name functions of type " + TYPES + " for both.");
	}

	@Test
	void findWhenOneFunctionDoesBothShouldAcceptIt() {
		assertThatNoException()
			.isThrownBy(() -> find("abi_cabi_realloc", new AbiSettings(null, "cabi_realloc", "cabi_realloc")));
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> find("abi_custom", new AbiSettings(null, "obtain", "obtain")))
			.withMessageContaining("name 'obtain' of type (i32) -> i32, which do not fit");
	}

	private static Allocator find(String guest, AbiSettings abi) {
		WasmModule module = TestFunctions.load(guest, abi);
		return new AllocatorSearch(module, WasmErrorContext.of(module), "void X.y()").find();
	}

}
