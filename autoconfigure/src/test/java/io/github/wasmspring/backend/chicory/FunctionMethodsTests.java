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

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmModuleCode.Reason;
import io.github.wasmspring.WasmModuleCode.SlowFunction;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.SplitSettings;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionMethods}, with modules that had some before they were split.
 */
class FunctionMethodsTests {

	@ParameterizedTest
	@ValueSource(strings = { "third-party/sqlite", "guests/large_switch", "guests/huge_function" })
	void methodsShouldBeSmallEnoughForTheJit(String guest) throws Exception {
		WasmModuleCode code = describe(guest, SplitSettings.DEFAULT);
		assertThat(code.methods()).isPositive();
		assertThat(code.largestMethod()).isBetween(1, FunctionMethods.LIMIT);
		assertThat(code.slowFunctions()).extracting(SlowFunction::reason)
			.doesNotContain(Reason.INTERPRETED, Reason.NOT_COMPILED);
		assertThat(code.slowFunctions()).extracting(SlowFunction::name).doesNotHaveDuplicates();
	}

	@Test
	void describeCodeWhenNothingIsSplitShouldNameFunctionsWithRemedy() throws Exception {
		SplitSettings nothing = new SplitSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE,
				Integer.MAX_VALUE, Integer.MAX_VALUE, 0, false);
		WasmModuleCode code = describe("guests/large_switch", nothing);
		assertThat(code.largestMethod()).isGreaterThan(FunctionMethods.LIMIT);
		assertThat(code.slowFunctions()).filteredOn((function) -> function.reason() == Reason.NOT_COMPILED)
			.isNotEmpty()
			.allSatisfy((function) -> assertThat(function.toString()).contains("-XX:-DontCompileHugeMethods"));
	}

	private static WasmModuleCode describe(String guest, SplitSettings settings) throws IOException {
		byte[] binary = new ClassPathResource(guest + ".wasm").getContentAsByteArray();
		return new CompilingEngine(false, settings)
			.prepare(WasmBinary.of("large", binary).getModule(), new ChicoryFailures("large", "chicory"),
					MemoryBudget.ofHeap())
			.describeCode();
	}

}
