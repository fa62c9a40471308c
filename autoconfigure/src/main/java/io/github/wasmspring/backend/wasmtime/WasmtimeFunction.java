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

import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

import io.github.kawamuray.wasmtime.Func;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendFunction;

/**
 * An exported function.
 */
final class WasmtimeFunction implements BackendFunction {

	private final GuestFunction description;

	private final WasmtimeInstance instance;

	private final WasmtimeStore store;

	private final Func function;

	private final ValueLayout parameters;

	private final ValueLayout results;

	private final int stackLevels;

	WasmtimeFunction(GuestFunction description, WasmtimeInstance instance, WasmtimeStore store, Func function) {
		this.description = description;
		this.instance = instance;
		this.store = store;
		this.function = function;
		this.parameters = new ValueLayout(description.type().parameters());
		this.results = new ValueLayout(description.type().results());
		this.stackLevels = StackCheck.levels(description.stack());
	}

	boolean is(GuestFunction description) {
		return this.description == description;
	}

	@Override
	public long[] call(long[] arguments) {
		if (arguments.length < this.parameters.size()) {
			throw new IllegalArgumentException("'arguments' must have %d elements".formatted(this.parameters.size()));
		}
		enter();
		try {
			ByteBuffer values = this.store.values();
			this.parameters.write(values, arguments);
			invoke();
			return this.results.read(values);
		}
		finally {
			leave();
		}
	}

	@Override
	public @Nullable MethodHandle getHandle() {
		return ShimHandles.create(this.description);
	}

	/**
	 * Begin to use the memory through which values pass, until {@link #leave()}.
	 */
	void enter() {
		this.store.checkStack(this.stackLevels);
		this.store.guard().enter();
	}

	ByteBuffer values() {
		return this.store.values();
	}

	void invoke() {
		this.store.call(this.function, this.instance);
	}

	void leave() {
		this.store.guard().leave();
		Reference.reachabilityFence(this.instance);
	}

}
