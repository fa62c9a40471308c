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

package io.github.wasmspring;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WasmFunctionType}.
 */
class WasmFunctionTypeTests {

	@ParameterizedTest
	@ValueSource(strings = { "() -> ()", "(i32, i32) -> i64", "(f32) -> (f64, i32)", "(externref, v128) -> funcref" })
	void parseShouldReadWhatToStringWrites(String text) {
		assertThat(WasmFunctionType.parse(text)).hasToString(text);
	}

	@Test
	void parseShouldIgnoreSpace() {
		assertThat(WasmFunctionType.parse(" ( i32,i64 )->( f32 ) "))
			.isEqualTo(new WasmFunctionType(List.of(WasmValueType.I32, WasmValueType.I64), List.of(WasmValueType.F32)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "i32", "(i32)", "(i32) -> ", "(int) -> ()", "(i32,) -> ()", "() -> () -> ()" })
	void parseWhenMalformedShouldThrow(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WasmFunctionType.parse(text))
			.withMessageContaining("'" + text);
	}

}
