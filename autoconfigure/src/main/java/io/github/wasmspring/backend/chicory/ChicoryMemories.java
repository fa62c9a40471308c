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
import com.dylibso.chicory.wasm.types.MemoryLimits;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.MemoryShare;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.RefusedGrowth.Cause;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.ModuleIndex;

/**
 * Creates the linear memories of a module's instances.
 *
 * @param growing whether the code of the module can grow a memory
 * @param headRoom whether the memories have head-room
 * @param arrays what the memories are made of
 */
record ChicoryMemories(boolean growing, HeadRoom headRoom, MemoryArrays arrays) {

	ChicoryMemories(boolean growing, HeadRoom headRoom, MemoryBudget budget) {
		this(growing, headRoom, MemoryArrays.of(budget));
	}

	/**
	 * Tell whether a memory of a module may need head-room: one that the code grows, or
	 * one of another class, which is never exact.
	 */
	static boolean canGrow(EncodedModule module) {
		ModuleIndex index = module.index();
		for (int i = 0; i < index.count(WasmExternalKind.MEMORY); i++) {
			if (index.memory(i).shared()) {
				return true;
			}
		}
		return index.growsMemory();
	}

	/**
	 * Create a memory that is not shared.
	 * @throws RefusedMemoryException if there is no room for it
	 */
	LinearMemory create(MemoryLimits limits) {
		boolean fixed = !this.growing || limits.initialPages() == limits.maximumPages();
		return new LinearMemory(limits, this.arrays, !fixed, this.headRoom);
	}

	/**
	 * Create a shared memory. It counts with the maximum that it declares, since Chicory
	 * lets nobody have a say when it grows.
	 * @throws RefusedMemoryException if there is no room for it
	 */
	Memory createShared(MemoryLimits limits, MemoryShare share) {
		// it is of another class, which is never exact
		this.headRoom.enter();
		if (!share.acquire((long) limits.maximumPages() * Memory.PAGE_SIZE)) {
			throw new RefusedMemoryException(Cause.TOTAL, null);
		}
		return new ByteArrayMemory(limits);
	}

	MemoryShare createShare() {
		return this.arrays.budget().createShare();
	}

	/**
	 * Describe that there is no room for a memory.
	 */
	RefusedGrowth refused(int pages, long wantedPages, RefusedMemoryException ex) {
		return this.arrays.refused(pages, wantedPages, ex);
	}

}
