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
import io.github.wasmspring.WasmExternalKind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModuleSplitter}.
 */
class ModuleSplitterTests {

	private static EncodedModule encoded(String guest) {
		return WasmBinary.of(guest, Guests.bytes(guest)).getModule();
	}

	@Test
	void moduleOfSmallFunctionsShouldStayAsItIs() {
		EncodedModule module = encoded("numbers");
		assertThat(ModuleSplitter.split("numbers", module, SplitSettings.DEFAULT)).isSameAs(module);
	}

	@ParameterizedTest
	@ValueSource(strings = { "large_switch", "huge_function", "split", "bulk", "traps", "threads_atomics", "nbody" })
	void piecesShouldBeValidAndComeLast(String guest) {
		EncodedModule module = encoded(guest);
		EncodedModule split = ModuleSplitter.split(guest, module, SplitSettings.TINY);
		assertThat(split.index()).as("what it declares").satisfies((index) -> {
			assertThat(index.exports()).isEqualTo(module.index().exports());
			assertThat(index.imports()).isEqualTo(module.index().imports());
		});
		ModuleIndex index = EncodedModule.of(guest, split.bytes()).index();
		assertThat(index.exports()).isEqualTo(module.index().exports());
		assertThat(index.count(WasmExternalKind.FUNCTION))
			.isGreaterThan(module.index().count(WasmExternalKind.FUNCTION));
		for (int i = 0; i < module.index().count(WasmExternalKind.FUNCTION); i++) {
			assertThat(index.typeOf(i)).isEqualTo(module.index().typeOf(i));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "large_switch", "huge_function" })
	void largeFunctionShouldBecomeSmallerThanTheLimit(String guest) {
		EncodedModule split = ModuleSplitter.split(guest, encoded(guest), SplitSettings.DEFAULT);
		assertThat(LargestBody.of(split)).isLessThan(SplitSettings.DEFAULT.limit());
	}

	@Test
	void loopsOfFunctionsThatAreSmallEnoughShouldBecomePieces() {
		EncodedModule module = encoded("benchmarks");
		SplitSettings settings = SplitSettings.DEFAULT;
		SplitSettings withoutLoops = new SplitSettings(settings.preferred(), settings.preferred(), settings.limit(),
				settings.group(), settings.smallest(), settings.access(), settings.always());
		assertThat(countFunctions(ModuleSplitter.split("loops", module, settings)))
			.isGreaterThan(countFunctions(ModuleSplitter.split("loops", module, withoutLoops)));
	}

	private static int countFunctions(EncodedModule module) {
		return EncodedModule.of("module", module.bytes()).index().count(WasmExternalKind.FUNCTION);
	}

	@Test
	void splitAgainShouldBeTheSame() {
		EncodedModule module = encoded("large_switch");
		List<byte[]> twice = List.of(ModuleSplitter.split("a", module, SplitSettings.DEFAULT).bytes(),
				ModuleSplitter.split("b", module, SplitSettings.DEFAULT).bytes());
		assertThat(twice.get(0)).isEqualTo(twice.get(1));
	}

	/**
	 * Finds the largest function.
	 */
	private static final class LargestBody extends ModuleVisitor {

		private int largest;

		static int of(EncodedModule module) {
			LargestBody visitor = new LargestBody();
			new ModuleDecoder("module", module).decode(visitor);
			return visitor.largest;
		}

		@Override
		public boolean visitBody(int function, int size) {
			this.largest = Math.max(this.largest, size);
			return false;
		}

	}

}
