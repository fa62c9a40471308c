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

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link FunctionAdapter} says of guests that mean something else by what
 * they return.
 */
@EveryBackend
@ExtendWith(OutputCaptureExtension.class)
class FunctionAdapterHintTests {

	private final WasmModule module = Guests.shared("abi_strict");

	@Test
	void invokeWhenResultIsAnAllocatedCopyShouldReturnIt() {
		assertThat(invoke("text", "copied")).isEqualTo("hello");
	}

	@Test
	void invokeWhenHalvesAreSwappedShouldHint() {
		assertFailure(WasmTrapException.class, "text", "swapped",
				(ex) -> assertThat(ex).hasMessageContainingAll("when the result at 5 was freed",
						"address << 32 | length", "bytes at 5. Are the halves swapped (5 bytes at 4"));
		assertFailure(WasmValueException.class, "text", "swapped_far",
				(ex) -> assertThat(ex).hasMessageContainingAll("131072 bytes at 5", "address << 32 | length",
						"Are the halves swapped (5 bytes at 131072)?"));
	}

	@Test
	void invokeWhenResultIsAConstantShouldSaySo() {
		for (String export : new String[] { "constant", "terminated" }) {
			assertFailure(WasmTrapException.class, "constant", export, (ex) -> assertThat(ex)
				.hasMessageContainingAll("when the result at 16 was freed", "@WasmFunction(free = false)"));
		}
	}

	@Test
	void invokeWhenResultIsTheArgumentShouldSaySo() {
		assertFailure(WasmTrapException.class, "text", "same", (ex) -> assertThat(ex)
			.hasMessageContainingAll("was freed", "The function returned the memory of its argument"));
	}

	@Test
	void invokeWhenGuestFreesItsArgumentShouldSaySo() {
		assertFailure(WasmTrapException.class, "number", "consumed", (ex) -> assertThat(ex)
			.hasMessageContainingAll("when the argument at", "the guest must not free them itself"));
	}

	@Test
	void invokeWhenResultIsANumberShouldAskForIt() {
		assertFailure(WasmTrapException.class, "text", "count_vowels",
				(ex) -> assertThat(ex).hasMessageContainingAll("The result, 3, was taken for the address of text",
						"declare the Java method with the result int"));
		assertFailure(WasmValueException.class, "text", "big_number",
				(ex) -> assertThat(ex).hasMessageContainingAll("The result, -1, was taken for the address of text"));
		assertFailure(WasmValueException.class, "text", "total", (ex) -> assertThat(ex)
			.hasMessageContainingAll("address << 32 | length", "declare the Java method with the result long"));
	}

	@Test
	void bindWhenNameSaysNumberShouldWarn(CapturedOutput output) {
		TestFunctions.bind(Functions.class, "constant", this.module, "terminated");
		assertThat(output).doesNotContain("takes the i32");
		TestFunctions.bind(Functions.class, "number", this.module, "count_vowels");
		assertThat(output).doesNotContain("takes the i32");
		TestFunctions.bind(Functions.class, "text", this.module, "count_vowels");
		assertThat(output).contains("function 'count_vowels'", "declare the Java method with the result int");
	}

	@ParameterizedTest
	@CsvSource({ "count_vowels,true", "countVowels,true", "is-valid,true", "word_count,true", "textLength,true",
			"country,false", "render,false", "island,false", "message,false", "hello,false", "_start,false" })
	void saysNumberShouldLookAtWords(String name, boolean expected) {
		assertThat(NumberNames.saysNumber(name)).isEqualTo(expected);
	}

	private <T extends WasmException> void assertFailure(Class<T> type, String method, String export,
			Consumer<T> requirements) {
		assertThatExceptionOfType(type).isThrownBy(() -> invoke(method, export)).satisfies(requirements);
	}

	private Object invoke(String method, String export) {
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, method, this.module, export);
		try (WasmInstance instance = this.module.instantiate()) {
			return (method.equals("constant")) ? adapter.invoke(instance) : adapter.invoke(instance, "hello");
		}
	}

	interface Functions {

		String text(String text);

		String constant();

		int number(String text);

	}

}
