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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionAdapter} with several results.
 */
@EveryBackend
class FunctionAdapterMultiValueTests {

	private final WasmModule numbers = Guests.shared("numbers");

	@Test
	void invokeShouldReturnAnArrayOfBoxedNumbers() {
		assertThat((Object[]) invoke("array", "mixed")).containsExactly(1, 2L, 3.5f, 4.25);
		assertThat((Object[]) invoke("divModArray", "div_mod", 17, 5)).containsExactly(3, 2);
	}

	@Test
	void invokeShouldFillARecord() {
		assertThat(invoke("mixed", "mixed")).isEqualTo(new Mixed((byte) 1, 2L, 3.5f, 4.25));
		assertThat(invoke("divMod", "div_mod", 17, 5)).isEqualTo(new DivMod(3, 2));
	}

	@Test
	void invokeWhenComponentIsOutOfRangeShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("small", "div_mod", 1000, 3))
			.withMessageContaining("returned 333, which does not fit byte");
	}

	@Test
	void invokeWhenRecordRejectsTheResultsShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("divMod", "div_mod", -17, 5))
			.withMessage("Module 'numbers', function 'div_mod', backend '" + Backends.current().getId()
					+ "': the record "
					+ "FunctionAdapterMultiValueTests.DivMod rejects the results. See the cause for what the record requires.")
			.withRootCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void bindWhenArrayIsForOneResultShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> bind("array", "increment"))
			.withMessage("Module 'numbers', function 'increment', backend '" + Backends.current().getId() + "': "
					+ "'Object[] FunctionAdapterMultiValueTests.Functions.array()' needs a function of type "
					+ "() -> (several numbers), but the guest's is () -> i32. Change the Java method or the guest's "
					+ "function so that they agree; with numbers only the method is 'int array()'.");
	}

	@Test
	void bindWhenRecordDoesNotFitShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> bind("divMod", "div"))
			.withMessageContaining(
					"needs a function of type (i32, i32) -> (i32, i32), but the guest's is (i32, i32) -> i32");
	}

	@Test
	void bindWhenComponentIsNoNumberShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> bind("text", "div_mod"))
			.withMessageContaining(
					"component 'remainder' of the record FunctionAdapterMultiValueTests.Text is not a number")
			.withMessageContaining("use int, long, float or double.");
	}

	@Test
	void bindWhenAnnotatedTypeIsNoRecordShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> bind("noRecord", "div_mod"))
			.withMessageContaining("FunctionAdapterMultiValueTests.NoRecord is not a record, although it is annotated "
					+ "with @WasmResults. Make it a record of numbers, or remove the annotation.");
	}

	@Test
	void bindWhenSeveralResultsAreANumberShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> bind("number", "div_mod"))
			.withMessageContaining(
					"needs a function of type (i32, i32) -> i32, but the guest's is (i32, i32) -> (i32, i32)")
			.withMessageContaining("the method is 'Object[] number(int, int)'");
	}

	private FunctionAdapter bind(String method, String export) {
		return TestFunctions.bind(Functions.class, method, this.numbers, export);
	}

	private @Nullable Object invoke(String method, String export, Object... arguments) {
		FunctionAdapter adapter = bind(method, export);
		try (WasmInstance instance = this.numbers.instantiate()) {
			return adapter.invoke(instance, arguments);
		}
	}

	interface Functions {

		Object[] array();

		Object[] divModArray(int a, int b);

		Mixed mixed();

		DivMod divMod(int a, int b);

		Small small(int a, int b);

		Text text(int a, int b);

		NoRecord noRecord(int a, int b);

		int number(int a, int b);

	}

	@WasmResults
	record Mixed(byte a, Long b, float c, double d) {

	}

	@WasmResults
	private record DivMod(int quotient, int remainder) {

		DivMod {
			if (remainder < 0) {
				throw new IllegalArgumentException("negative");
			}
		}

	}

	@WasmResults
	record Small(byte quotient, byte remainder) {

	}

	@WasmResults
	record Text(int quotient, String remainder) {

	}

	@WasmResults
	static class NoRecord {

	}

}
