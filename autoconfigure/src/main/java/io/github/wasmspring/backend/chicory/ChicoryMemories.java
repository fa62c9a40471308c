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

import java.util.stream.IntStream;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;

/**
 * Creates the linear memories of a module's instances.
 *
 * @param growing whether the code of the module can grow a memory
 * @param headRoom whether the memories have head-room
 * @param arrays what the memories are made of
 */
record ChicoryMemories(boolean growing, HeadRoom headRoom, MemoryArrays arrays) {

	ChicoryMemories(boolean growing, HeadRoom headRoom) {
		this(growing, headRoom, new MemoryArrays());
	}

	/**
	 * Tell whether a memory of a module that was parsed with its code may need head-room:
	 * one that the code grows, or one of another class, which is never exact.
	 */
	static boolean canGrow(WasmModule module) {
		return hasSharedMemory(module) || growsMemory(module);
	}

	private static boolean hasSharedMemory(WasmModule module) {
		return module.memorySection()
			.map((memories) -> IntStream.range(0, memories.memoryCount())
				.anyMatch((i) -> memories.getMemory(i).limits().shared()))
			.orElse(false);
	}

	private static boolean growsMemory(WasmModule module) {
		return IntStream.range(0, module.codeSection().functionBodyCount())
			.anyMatch((i) -> module.codeSection()
				.getFunctionBody(i)
				.instructions()
				.stream()
				.anyMatch((instruction) -> instruction.opcode() == OpCode.MEMORY_GROW));
	}

	Memory create(MemoryLimits limits) {
		if (limits.shared()) {
			this.headRoom.allow();
			return new ByteArrayMemory(limits);
		}
		boolean fixed = !this.growing || limits.initialPages() == limits.maximumPages();
		return new LinearMemory(limits, this.arrays, !fixed, this.headRoom);
	}

}
