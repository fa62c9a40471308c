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

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;

/**
 * Creates the linear memories of a module's instances.
 *
 * @param growing whether the code of the module can grow a memory
 */
record ChicoryMemories(boolean growing) {

	/**
	 * Tell whether a module that was parsed with its code can grow a memory.
	 */
	static boolean canGrow(WasmModule module) {
		for (int i = 0; i < module.codeSection().functionBodyCount(); i++) {
			if (module.codeSection()
				.getFunctionBody(i)
				.instructions()
				.stream()
				.anyMatch((instruction) -> instruction.opcode() == OpCode.MEMORY_GROW)) {
				return true;
			}
		}
		return false;
	}

	Memory create(MemoryLimits limits) {
		if (limits.shared()) {
			return new ByteArrayMemory(limits);
		}
		boolean fixed = !this.growing || limits.initialPages() == limits.maximumPages();
		return (fixed) ? new ExactMemory(limits) : new GrowingMemory(limits);
	}

}
