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

import io.github.wasmspring.WasmValueType;

/**
 * How a type of numbers appears in binaries.
 *
 * @param type the type itself
 * @param load the instruction that loads such a number from memory
 * @param store the instruction that stores such a number in memory
 * @param alignment its alignment in memory, as a power of two
 */
record NumberCode(int type, int load, int store, int alignment) {

	static NumberCode of(WasmValueType type) {
		return switch (type) {
			case I32 -> new NumberCode(0x7F, 0x28, 0x36, 2);
			case I64 -> new NumberCode(0x7E, 0x29, 0x37, 3);
			case F32 -> new NumberCode(0x7D, 0x2A, 0x38, 2);
			case F64 -> new NumberCode(0x7C, 0x2B, 0x39, 3);
			default -> throw new IllegalArgumentException("not a number: " + type);
		};
	}

}
