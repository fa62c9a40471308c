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

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;

/**
 * Finds instructions that the parser knows but no machine of Chicory can run, so that
 * they are reported when a module loads and not when it is called.
 */
final class UnsupportedInstructions {

	private static final int VECTOR_PREFIX = 0xFD;

	private UnsupportedInstructions() {
	}

	static void check(WasmModule module, ChicoryFailures failures) {
		for (FunctionBody body : module.codeSection().functionBodies()) {
			for (AnnotatedInstruction instruction : body.instructions()) {
				if (instruction.opcode().opcode() >>> 8 == VECTOR_PREFIX) {
					throw failures.unsupported("vector instructions (SIMD), for example " + instruction.opcode(),
							"Compile the guest without SIMD, for example with -mno-simd128 or without -C target-feature=+simd128.");
				}
			}
		}
	}

}
