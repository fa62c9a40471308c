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

import com.dylibso.chicory.wasm.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmWriter}.
 */
class WasmWriterTests {

	@Test
	void emptyModuleShouldBeParsed() {
		assertThat(Parser.parse(WasmWriter.module().toByteArray()).exportSection().exportCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 127, 128, 300, 65535, 1 << 28, Integer.MAX_VALUE })
	void numberShouldBeReadBack(int value) {
		assertThat(readUnsigned(new WasmWriter().number(value).toByteArray())).isEqualTo(value);
	}

	private static long readUnsigned(byte[] bytes) {
		long value = 0;
		for (int i = 0; i < bytes.length; i++) {
			value |= (long) (bytes[i] & 0x7F) << (7 * i);
			assertThat(bytes[i] < 0).isEqualTo(i < bytes.length - 1);
		}
		return value;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 63, 64, 127, 128, 8191, 8192, Integer.MAX_VALUE })
	void constantShouldBeReadBack(int value) {
		WasmWriter global = new WasmWriter().bytes(0x7F, 0, 0x41).signedNumber(value).bytes(0x0B);
		byte[] binary = WasmWriter.module().section(6, new WasmWriter().vector(List.of(global))).toByteArray();
		assertThat(Parser.parse(binary).globalSection().getGlobal(0).initInstructions().get(0).operand(0))
			.isEqualTo(value);
	}

	@Test
	void nameShouldBeUtf8() {
		WasmWriter export = new WasmWriter().name("žluť").bytes(0x02, 0);
		byte[] binary = WasmWriter.module()
			.section(5, new WasmWriter().vector(List.of(new WasmWriter().bytes(0, 1))))
			.section(7, new WasmWriter().vector(List.of(export)))
			.toByteArray();
		assertThat(Parser.parse(binary).exportSection().getExport(0).name()).isEqualTo("žluť");
	}

}
