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

package io.github.wasmspring.backend.chicory;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LargeMethods}, with modules that had some before they were split.
 */
class LargeMethodsTests {

	@ParameterizedTest
	@ValueSource(strings = { "third-party/sqlite", "guests/large_switch", "guests/huge_function" })
	void methodsShouldBeSmallEnoughForTheJit(String guest) throws Exception {
		byte[] binary = new ClassPathResource(guest + ".wasm").getContentAsByteArray();
		BackendModule module = ChicoryBackend.compiled().load(WasmBinary.of("large", binary));
		byte[] artifact = ((ChicoryModule) module).artifact();
		assertThat(artifact).isNotNull();
		CompiledCode code = CompiledCode.of(artifact);
		assertThat(code.interpreted()).isEmpty();
		List<byte[]> functions = code.classes()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().contains("FuncGroup"))
			.map((entry) -> entry.getValue())
			.toList();
		assertThat(functions).isNotEmpty().allSatisfy((file) -> assertThat(LargeMethods.of(file)).isEmpty());
	}

}
