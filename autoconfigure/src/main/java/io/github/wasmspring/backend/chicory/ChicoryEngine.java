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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.ModuleIndex;

/**
 * Makes the code of a module ready to run.
 */
@FunctionalInterface
interface ChicoryEngine {

	/**
	 * Interprets the code.
	 */
	ChicoryEngine INTERPRETER = (encoded, failures, budget) -> {
		ParsedModule parsed = ParsedModule.of(encoded);
		int functions = encoded.index().count(WasmExternalKind.FUNCTION);
		return new ChicoryModule(parsed, (instance) -> new TracingInterpreter(instance, functions),
				new ChicoryMemories(ChicoryMemories.canGrow(encoded), new HeadRoom(), budget), failures, null);
	};

	/**
	 * Make the code of a module ready.
	 * @param encoded the module
	 * @param failures translates failures for the module
	 * @param budget what the memories of its instances are taken from
	 * @return the module
	 */
	ChicoryModule prepare(EncodedModule encoded, ChicoryFailures failures, MemoryBudget budget);

	/**
	 * Estimate how much heap it takes to make a module ready, which is mostly what the
	 * parser makes of its instructions. Measured with modules of 300,000 to 1,800,000
	 * instructions.
	 * @param index what the module declares
	 * @return the number of bytes
	 */
	default long estimateHeap(ModuleIndex index) {
		return 100 * index.countInstructions();
	}

	/**
	 * Return what turns modules of this engine into bytes and back.
	 * @param backend id of the backend
	 * @param budget what the memories of their instances are taken from
	 * @return the artifacts, or {@code null} if the modules have no compiled form
	 */
	default @Nullable BackendArtifacts artifacts(String backend, MemoryBudget budget) {
		return null;
	}

}
