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

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

import io.github.kawamuray.wasmtime.Func;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendFunction;

/**
 * An exported function.
 */
final class WasmtimeFunction implements BackendFunction {

	private final WasmtimeInstance instance;

	private final WasmtimeStore store;

	private final Func function;

	private final ValueLayout parameters;

	private final ValueLayout results;

	WasmtimeFunction(WasmtimeInstance instance, WasmtimeStore store, Func function, WasmFunctionType type) {
		this.instance = instance;
		this.store = store;
		this.function = function;
		this.parameters = new ValueLayout(type.parameters());
		this.results = new ValueLayout(type.results());
	}

	@Override
	public long[] call(long[] arguments) {
		if (arguments.length < this.parameters.size()) {
			throw new IllegalArgumentException("'arguments' must have %d elements".formatted(this.parameters.size()));
		}
		this.store.checkStack();
		this.store.guard().enter();
		try {
			ByteBuffer values = this.store.values();
			this.parameters.write(values, arguments);
			this.store.call(this.function, this.instance);
			return this.results.read(values);
		}
		finally {
			this.store.guard().leave();
			Reference.reachabilityFence(this.instance);
		}
	}

}
