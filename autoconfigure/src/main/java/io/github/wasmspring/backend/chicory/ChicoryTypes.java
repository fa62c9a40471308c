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

import java.util.Arrays;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Translates types of functions from and to those of Chicory.
 */
final class ChicoryTypes {

	private ChicoryTypes() {
	}

	static FunctionType toChicory(WasmFunctionType type) {
		return FunctionType.of(type.parameters().stream().map(ChicoryTypes::toChicory).toList(),
				type.results().stream().map(ChicoryTypes::toChicory).toList());
	}

	private static ValType toChicory(WasmValueType type) {
		return switch (type) {
			case I32 -> ValType.I32;
			case I64 -> ValType.I64;
			case F32 -> ValType.F32;
			case F64 -> ValType.F64;
			case V128 -> ValType.V128;
			case FUNCREF -> ValType.FuncRef;
			case EXTERNREF -> ValType.ExternRef;
			case EXNREF -> ValType.ExnRef;
			case REF -> ValType.AnyRef;
		};
	}

	static WasmFunctionType fromChicory(FunctionType type) {
		return new WasmFunctionType(type.params().stream().map(ChicoryTypes::fromChicory).toList(),
				type.returns().stream().map(ChicoryTypes::fromChicory).toList());
	}

	private static WasmValueType fromChicory(ValType type) {
		return Arrays.stream(WasmValueType.values())
			.filter((candidate) -> toChicory(candidate).equals(type))
			.findFirst()
			.orElse(WasmValueType.REF);
	}

}
