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

package io.github.wasmspring.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctions;
import io.github.kawamuray.wasmtime.WasmValType;

import io.github.wasmspring.Guests;

/**
 * wasmtime-java as it ships.
 */
final class WasmtimeRawEngine implements RawEngine {

	private final Store<Void> first = Store.withoutData();

	@Override
	public RawModule load(String guest) {
		Module module = new Module(this.first.engine(), Guests.bytes(guest));
		return () -> {
			// a store disposes of the engine that it is given
			Engine engine = this.first.engine();
			Store<Void> store = new Store<>(null, engine);
			return new WasmtimeRawInstance(store, new Instance(store, module, imports(store, module)));
		};
	}

	/**
	 * Return the only function that any of the guests imports.
	 */
	private static List<Extern> imports(Store<Void> store, Module module) {
		return (module.imports().length == 0) ? List.of() : List.of(Extern.fromFunc(WasmFunctions.wrap(store,
				WasmValType.I32, WasmValType.I32, (Integer value) -> value * 1103515245 + 12345)));
	}

	private record WasmtimeRawInstance(Store<Void> store, Instance instance) implements RawInstance {

		@Override
		public RawFunction function(String name) {
			Func function = this.instance.getFunc(this.store, name).orElseThrow();
			return (arguments) -> {
				Val[] values = new Val[arguments.length];
				for (int i = 0; i < values.length; i++) {
					values[i] = Val.fromI32(arguments[i]);
				}
				Val[] results = function.call(this.store, values);
				return (results.length > 0) ? bits(results[0]) : 0;
			};
		}

		private static long bits(Val value) {
			return switch (value.getType()) {
				case I32 -> value.i32();
				case I64 -> value.i64();
				case F32 -> Float.floatToRawIntBits(value.f32());
				case F64 -> Double.doubleToRawLongBits(value.f64());
				default -> throw new IllegalArgumentException("Unexpected result " + value);
			};
		}

		@Override
		public byte[] read(int address, int length) {
			byte[] bytes = new byte[length];
			memory().get(address, bytes);
			return bytes;
		}

		@Override
		public void write(int address, byte[] bytes) {
			memory().put(address, bytes);
		}

		private ByteBuffer memory() {
			try (Memory memory = this.instance.getMemory(this.store, "memory").orElseThrow()) {
				return memory.buffer(this.store);
			}
		}

		@Override
		public void close() {
			this.instance.close();
			this.store.close();
		}

	}

}
