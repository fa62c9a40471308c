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

import java.util.function.Supplier;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.InvalidException;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendGlobal;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.BackendTable;
import io.github.wasmspring.backend.RefusedGrowth;

/**
 * An instance of a module.
 *
 * @param instance Chicory's instance
 * @param memory the first memory, which Chicory passes from function to function
 * @param memories all its memories
 */
record ChicoryInstance(Instance instance, @Nullable Memory memory,
		InstanceMemories memories) implements BackendInstance {

	/**
	 * What the classes of the engine begin with, and those that it generates.
	 */
	private static final String ENGINE = "com.dylibso.chicory.";

	@Override
	public @Nullable BackendFunction getFunction(String name) {
		return find(() -> new ChicoryFunction(this.instance, name, this.instance.exports().function(name),
				this.instance.exportType(name)));
	}

	@Override
	public @Nullable BackendMemory getMemory(String name) {
		return find(() -> new ChicoryMemory(this.instance.exports().memory(name)));
	}

	@Override
	public @Nullable BackendGlobal getGlobal(String name) {
		return find(() -> new Global(this.instance.exports().global(name)));
	}

	@Override
	public @Nullable BackendTable getTable(String name) {
		return find(() -> new ChicoryTable(this.instance, this.instance.exports().table(name)));
	}

	@Override
	public boolean isCode(String className) {
		return className.startsWith(ENGINE);
	}

	@Override
	public @Nullable RefusedGrowth takeRefusedGrowth() {
		return this.memories.takeRefusedGrowth();
	}

	@Override
	public void close() {
		if (this.memories != null) {
			this.memories.close();
		}
	}

	private static <T> @Nullable T find(Supplier<T> export) {
		try {
			return export.get();
		}
		catch (InvalidException ex) {
			return null;
		}
	}

	private record Global(GlobalInstance global) implements BackendGlobal {

		@Override
		public long get() {
			return RawValues.canonical(this.global.getType(), this.global.getValue());
		}

		@Override
		public void set(long value) {
			this.global.setValue(RawValues.canonical(this.global.getType(), value));
		}

	}

}
