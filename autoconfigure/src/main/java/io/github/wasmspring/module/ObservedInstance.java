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

package io.github.wasmspring.module;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobal;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTable;

/**
 * An instance in the hands of a caller, each of whose calls is observed. Host functions
 * get the instance below it, so that the calls that they make belong to the outer one.
 */
final class ObservedInstance implements WasmInstance {

	private final WasmInstance instance;

	private final WasmModuleObservation observation;

	/**
	 * Thread whose call is observed. Written without synchronization: a thread finds
	 * itself here only if it wrote that.
	 */
	private @Nullable Thread caller;

	ObservedInstance(WasmInstance instance, WasmModuleObservation observation) {
		this.instance = instance;
		this.observation = observation;
	}

	@Override
	public WasmModule getModule() {
		return this.instance.getModule();
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		return getFunction(function).call(arguments);
	}

	@Override
	public WasmExportedFunction getFunction(String name) {
		WasmExportedFunction function = this.instance.getFunction(name);
		CallListener listener = this.observation.findListener(name);
		return (listener != null) ? new ObservedFunction(function, listener) : function;
	}

	@Override
	public WasmMemory memory() {
		return this.instance.memory();
	}

	@Override
	public WasmMemory memory(String name) {
		return this.instance.memory(name);
	}

	@Override
	public WasmGlobal global(String name) {
		return this.instance.global(name);
	}

	@Override
	public WasmTable table(String name) {
		return this.instance.table(name);
	}

	@Override
	public boolean isOpen() {
		return this.instance.isOpen();
	}

	@Override
	public void close() {
		this.instance.close();
	}

	private <T extends @Nullable Object> T observe(CallListener listener, Supplier<T> call) {
		Thread current = Thread.currentThread();
		if (this.caller == current) {
			return call.get();
		}
		this.caller = current;
		try {
			return ObservedCalls.observe(listener, call);
		}
		finally {
			this.caller = null;
		}
	}

	/**
	 * An exported function whose calls are observed, unless they are part of another.
	 */
	private final class ObservedFunction implements WasmExportedFunction {

		private final WasmExportedFunction function;

		private final CallListener listener;

		ObservedFunction(WasmExportedFunction function, CallListener listener) {
			this.function = function;
			this.listener = listener;
		}

		@Override
		public String getName() {
			return this.function.getName();
		}

		@Override
		public WasmFunctionType getType() {
			return this.function.getType();
		}

		@Override
		public @Nullable Object call(@Nullable Object... arguments) {
			return ObservedInstance.this.<@Nullable Object>observe(this.listener, () -> this.function.call(arguments));
		}

		@Override
		public long[] callRaw(long... arguments) {
			return observe(this.listener, () -> this.function.callRaw(arguments));
		}

	}

}
