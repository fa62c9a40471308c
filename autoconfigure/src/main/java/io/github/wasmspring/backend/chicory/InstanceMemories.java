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

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.backend.MemoryShare;
import io.github.wasmspring.backend.RefusedGrowth;

/**
 * The linear memories of one instance, with all that they take.
 */
final class InstanceMemories {

	private static final LinearMemory[] NONE = {};

	private final ChicoryMemories factory;

	private LinearMemory[] memories = NONE;

	/**
	 * What shared memories take.
	 */
	private @Nullable MemoryShare shared;

	private int wantedPages;

	InstanceMemories(ChicoryMemories factory) {
		this.factory = factory;
	}

	/**
	 * Create a memory.
	 * @throws RefusedMemoryException if there is no room for it
	 */
	Memory create(MemoryLimits limits) {
		this.wantedPages = limits.initialPages();
		if (limits.shared()) {
			this.shared = (this.shared != null) ? this.shared : this.factory.createShare();
			return this.factory.createShared(limits, this.shared);
		}
		LinearMemory memory = this.factory.create(limits);
		this.memories = Arrays.copyOf(this.memories, this.memories.length + 1);
		this.memories[this.memories.length - 1] = memory;
		return memory;
	}

	/**
	 * Describe that there is no room for the memory that was wanted last.
	 */
	WasmMemoryExhaustedException exhausted(RefusedMemoryException ex, WasmErrorContext context) {
		RefusedGrowth growth = this.factory.refused(0, this.wantedPages, ex);
		return growth.toException(context, ex.getCause());
	}

	@Nullable RefusedGrowth takeRefusedGrowth() {
		RefusedGrowth last = null;
		for (LinearMemory memory : this.memories) {
			RefusedGrowth refused = memory.takeRefusedGrowth();
			last = (refused != null) ? refused : last;
		}
		return last;
	}

	/**
	 * Give back everything.
	 */
	void close() {
		for (LinearMemory memory : this.memories) {
			memory.release();
		}
		if (this.shared != null) {
			this.shared.close();
		}
	}

}
