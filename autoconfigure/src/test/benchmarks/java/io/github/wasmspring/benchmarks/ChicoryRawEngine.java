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

import java.util.List;
import java.util.function.Function;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;

import io.github.wasmspring.Guests;

/**
 * Chicory's compiler as it ships.
 *
 * @param memory creates a linear memory
 */
record ChicoryRawEngine(Function<MemoryLimits, Memory> memory) implements RawEngine {

	/**
	 * The only function that any of the guests imports.
	 */
	private static final HostFunction NEXT = new HostFunction("env", "next",
			FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)),
			(instance, arguments) -> new long[] { (int) arguments[0] * 1103515245 + 12345 });

	static RawEngine withDefaultMemory() {
		return new ChicoryRawEngine(ByteBufferMemory::new);
	}

	static RawEngine withArrayMemory() {
		return new ChicoryRawEngine(ByteArrayMemory::new);
	}

	@Override
	public RawModule load(String guest) {
		WasmModule module = Parser.parse(Guests.bytes(guest));
		Function<Instance, Machine> machineFactory = MachineFactoryCompiler.compile(module);
		return () -> new ChicoryRawInstance(Instance.builder(module)
			.withMachineFactory(machineFactory)
			.withMemoryFactory(this.memory)
			.withImportValues(ImportValues.builder().addFunction(NEXT).build())
			.build());
	}

	record ChicoryRawInstance(Instance instance) implements RawInstance {

		@Override
		public RawFunction function(String name) {
			ExportFunction function = this.instance.export(name);
			return (arguments) -> {
				long[] values = new long[arguments.length];
				for (int i = 0; i < values.length; i++) {
					values[i] = arguments[i];
				}
				long[] results = function.apply(values);
				return (results != null && results.length > 0) ? results[0] : 0;
			};
		}

		@Override
		public byte[] read(int address, int length) {
			return this.instance.memory().readBytes(address, length);
		}

		@Override
		public void write(int address, byte[] bytes) {
			this.instance.memory().write(address, bytes);
		}

		@Override
		public void close() {
			// the garbage collector does the rest
		}

	}

}
