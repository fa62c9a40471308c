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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WasmValueType}.
 */
class WasmValueTypeTests {

	@Test
	void toRawShouldAcceptWhatFitsWithoutLoss() {
		assertThat(WasmValueType.I32.toRaw((byte) -1)).isEqualTo(-1);
		assertThat(WasmValueType.I32.toRaw('x')).isEqualTo('x');
		assertThat(WasmValueType.I32.toRaw(true)).isEqualTo(1);
		assertThat(WasmValueType.I32.toRaw(0xFFFF_FFFFL)).isEqualTo(-1);
		assertThat(WasmValueType.I64.toRaw(7)).isEqualTo(7);
		assertThat(WasmValueType.F32.toRaw(0.5)).isEqualTo(Float.floatToRawIntBits(0.5f));
		assertThat(WasmValueType.F32.toRaw(3)).isEqualTo(Float.floatToRawIntBits(3f));
		assertThat(WasmValueType.F64.toRaw(1L << 53)).isEqualTo(Double.doubleToRawLongBits(0x1p53));
	}

	@Test
	void toRawWhenSomethingWouldBeLostShouldThrow() {
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.I32.toRaw(1L << 32))
			.withMessage("Long 4294967296 does not fit i32");
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.I32.toRaw(-1L << 32));
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.I64.toRaw(1.0));
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.F32.toRaw(0.1));
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.F32.toRaw(16777217));
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.F64.toRaw((1L << 53) + 1));
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.F64.toRaw(Long.MAX_VALUE));
		assertThatIllegalArgumentException().isThrownBy(() -> WasmValueType.I32.toRaw("1"));
	}

	@Test
	void fromRawShouldReturnTheBoxedValue() {
		assertThat(WasmValueType.I32.fromRaw(0xFFFF_FFFF_8000_0000L)).isEqualTo(Integer.MIN_VALUE);
		assertThat(WasmValueType.I64.fromRaw(-1)).isEqualTo(-1L);
		assertThat(WasmValueType.F32.fromRaw(0x3F00_0000)).isEqualTo(0.5f);
		assertThat(WasmValueType.F64.fromRaw(0x3FE0_0000_0000_0000L)).isEqualTo(0.5);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "I32", "I64", "F32", "F64" })
	void typesThatAreNoNumbersShouldNotBePassed(WasmValueType type) {
		assertThat(type.isNumber()).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> type.toRaw(1));
		assertThatIllegalArgumentException().isThrownBy(() -> type.fromRaw(1));
	}

	@Test
	void toStringShouldBeTheNameOfTheTextFormat() {
		assertThat(WasmValueType.F64).hasToString("f64");
		assertThat(WasmValueType.EXTERNREF).hasToString("externref");
	}

}
