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
import java.util.Objects;
import java.util.stream.Stream;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.ValType;

import io.github.wasmspring.WasmLoadException;

/**
 * Finds instructions that the parser knows but no machine of Chicory can run, so that
 * they are reported when a module loads and not when it is called.
 */
final class UnsupportedInstructions {

	private static final int VECTOR_PREFIX = 0xFD;

	private UnsupportedInstructions() {
	}

	static void check(WasmModule module, ChicoryFailures failures) {
		Stream<ValType> types = Stream.concat(signatureTypes(module),
				Stream.concat(globalTypes(module), localTypes(module)));
		if (types.anyMatch((type) -> type.opcode() == ValType.ID.V128)) {
			throw unsupported(failures, "values of the type v128");
		}
		for (FunctionBody body : module.codeSection().functionBodies()) {
			for (AnnotatedInstruction instruction : body.instructions()) {
				if (instruction.opcode().opcode() >>> 8 == VECTOR_PREFIX) {
					throw unsupported(failures, instruction.opcode().toString());
				}
			}
		}
	}

	private static Stream<ValType> signatureTypes(WasmModule module) {
		return Arrays.stream(module.typeSection().types())
			.filter(Objects::nonNull)
			.flatMap((type) -> Stream.concat(type.params().stream(), type.returns().stream()));
	}

	private static Stream<ValType> globalTypes(WasmModule module) {
		return Arrays.stream(module.globalSection().globals()).map(Global::valueType);
	}

	private static Stream<ValType> localTypes(WasmModule module) {
		return Arrays.stream(module.codeSection().functionBodies()).flatMap((body) -> body.localTypes().stream());
	}

	private static WasmLoadException unsupported(ChicoryFailures failures, String example) {
		return failures.unsupported("vector instructions (SIMD), for example " + example,
				"Compile the guest without SIMD, for example with -mno-simd128 or without -C target-feature=+simd128.");
	}

}
