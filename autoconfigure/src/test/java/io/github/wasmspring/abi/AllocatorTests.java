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

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Allocator}.
 */
class AllocatorTests {

	private static final WasmFunctionType ALLOCATE = type("i32", "i32");

	@ParameterizedTest
	@CsvSource({ "i32, i32, i32, ''", "i32, i32, i32 i32, ''" })
	void ofWhenPairFitsShouldReturnAllocator(String parameters, String results, String freeParameters,
			String freeResults) {
		assertThat(Allocator.of("a", type(parameters, results), "b", type(freeParameters, freeResults))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "i64, i32, i32, ''", "i32, i64, i32, ''", "i32 i32, i32, i32, ''", "i32, '', i32, ''",
			"i32, i32, i32, i32", "i32, i32, i64, ''", "i32, i32, i32 i32 i32, ''", "i32, i32, '', ''",
			"i32 i32 i32 i32, i32, i32 i32 i32 i32, i32" })
	void ofWhenPairDoesNotFitShouldReturnNull(String parameters, String results, String freeParameters,
			String freeResults) {
		assertThat(Allocator.of("a", type(parameters, results), "b", type(freeParameters, freeResults))).isNull();
	}

	@Test
	void ofWhenFunctionIsTheSameShouldNeedReallocation() {
		WasmFunctionType reallocate = type("i32 i32 i32 i32", "i32");
		assertThat(Allocator.of("a", reallocate, "a", reallocate)).isNotNull();
		assertThat(Allocator.of("a", ALLOCATE, "a", ALLOCATE)).isNull();
	}

	private static WasmFunctionType type(String parameters, String results) {
		return new WasmFunctionType(types(parameters), types(results));
	}

	private static List<WasmValueType> types(String types) {
		return Arrays.stream(types.split(" "))
			.filter((type) -> !type.isEmpty())
			.map((type) -> WasmValueType.valueOf(type.toUpperCase()))
			.toList();
	}

}
