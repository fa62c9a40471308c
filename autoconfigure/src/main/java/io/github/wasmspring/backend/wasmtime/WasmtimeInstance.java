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

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Memory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendGlobal;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.BackendTable;
import io.github.wasmspring.backend.RefusedGrowth;

/**
 * An instance of a module, in a store of its own.
 */
final class WasmtimeInstance implements BackendInstance {

	private final WasmtimeStore store;

	private final Instance handle;

	private final GuestExports exports;

	private final GuestNames names;

	private final GuestImport[] hostFunctions;

	/**
	 * Exported functions that were asked for, at their place among the exports.
	 */
	private final @Nullable WasmtimeFunction[] functions;

	private final Map<String, WasmtimeFunction> accessors = new HashMap<>();

	private final Map<String, WasmtimeMemory> memories = new HashMap<>();

	private final Cleaner.Cleanable cleanable;

	WasmtimeInstance(WasmtimeStore store, Instance handle, GuestExports exports, GuestNames names,
			List<BackendImports.Function> hostFunctions) {
		this.store = store;
		this.handle = handle;
		this.exports = exports;
		this.functions = new WasmtimeFunction[exports.count()];
		this.names = names;
		this.hostFunctions = hostFunctions.stream().map(GuestImport::new).toArray(GuestImport[]::new);
		this.cleanable = Cleaning.register(this, store::close);
	}

	/**
	 * Run the start function.
	 */
	void start() {
		String start = this.names.start();
		if (start != null) {
			accessor(start, Shims.NOTHING).call(new long[0]);
		}
	}

	@Override
	public @Nullable BackendFunction getFunction(String name) {
		GuestFunction function = this.exports.function(name);
		if (function == null) {
			return null;
		}
		if (!HostFunctionTypes.isServed(function.type())) {
			return (arguments) -> {
				throw this.store.failures()
					.link("the type of '%s' is %s, but only numbers can be passed".formatted(name, function.type()));
			};
		}
		return create(function);
	}

	/**
	 * Return an exported function whose parameters and results are numbers.
	 * @throws IllegalArgumentException if it is one of another module
	 */
	WasmtimeFunction function(GuestFunction description) {
		int index = description.index();
		WasmtimeFunction function = (index < this.functions.length) ? this.functions[index] : null;
		return (function != null && function.is(description)) ? function : find(description);
	}

	private WasmtimeFunction find(GuestFunction description) {
		if (this.exports.function(description.name()) != description) {
			throw new IllegalArgumentException("The handle of '%s' belongs to another module than this instance of '%s'"
				.formatted(description.name(), this.store.failures().module()));
		}
		return create(description);
	}

	private WasmtimeFunction create(GuestFunction description) {
		this.store.guard().enter();
		try {
			WasmtimeFunction function = this.functions[description.index()];
			if (function == null) {
				function = new WasmtimeFunction(description, this, this.store,
						this.store.function(this.handle, description.name(), description.type()));
				this.functions[description.index()] = function;
			}
			return function;
		}
		finally {
			this.store.guard().leave();
		}
	}

	private BackendFunction accessor(String name, WasmFunctionType type) {
		this.store.guard().enter();
		try {
			return this.accessors.computeIfAbsent(name, (key) -> new WasmtimeFunction(GuestFunction.added(name, type),
					this, this.store, this.store.function(this.handle, name, type)));
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public @Nullable BackendMemory getMemory(String name) {
		if (!(this.exports.type(name) instanceof WasmMemoryType)) {
			return null;
		}
		this.store.guard().enter();
		try {
			return this.memories.computeIfAbsent(name, this::createMemory);
		}
		finally {
			this.store.guard().leave();
		}
	}

	private @Nullable WasmtimeMemory createMemory(String name) {
		Memory memory = this.store.memory(this.handle, name);
		return (memory != null) ? new WasmtimeMemory(this, this.store, memory) : null;
	}

	@Override
	public @Nullable BackendGlobal getGlobal(String name) {
		if (!(this.exports.type(name) instanceof WasmGlobalType type)) {
			return null;
		}
		if (!type.valueType().isNumber()) {
			throw this.store.failures()
				.link("the type of global '%s' is %s, but only numbers can be passed".formatted(name, type));
		}
		BackendFunction getter = accessor(this.names.getter(name),
				new WasmFunctionType(List.of(), List.of(type.valueType())));
		BackendFunction setter = (!type.mutable()) ? getter
				: accessor(this.names.setter(name), new WasmFunctionType(List.of(type.valueType()), List.of()));
		return new WasmtimeGlobal(getter, setter);
	}

	@Override
	public @Nullable BackendTable getTable(String name) {
		if (!(this.exports.type(name) instanceof WasmTableType)) {
			return null;
		}
		BackendFunction getter = accessor(this.names.getter(name),
				new WasmFunctionType(List.of(), List.of(WasmValueType.I32)));
		return () -> Integer.toUnsignedLong((int) getter.call(new long[0])[0]);
	}

	/**
	 * Call the host function that the guest has asked for.
	 */
	void callHost() throws Exception {
		this.store.change();
		ByteBuffer values = this.store.values();
		this.hostFunctions[values.getInt(Shims.INDEX)].call(this, values);
		values.putInt(Shims.FAILED, 0);
	}

	void failHostCall() {
		this.store.values().putInt(Shims.FAILED, 1);
	}

	@Override
	public @Nullable RefusedGrowth takeRefusedGrowth() {
		return this.store.takeRefusedGrowth();
	}

	@Override
	public void close() {
		this.cleanable.clean();
		Reference.reachabilityFence(this);
	}

}
