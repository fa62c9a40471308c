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

package io.github.wasmspring.specification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.TrapMessages;

/**
 * Runs commands on Chicory itself, with its own memory.
 */
final class ChicorySession implements SpecificationSession<Instance> {

	private static final Map<String, List<ValType>> PRINTERS = Map.of("print", List.of(), "print_i32",
			List.of(ValType.I32), "print_i64", List.of(ValType.I64), "print_f32", List.of(ValType.F32), "print_f64",
			List.of(ValType.F64), "print_i32_f32", List.of(ValType.I32, ValType.F32), "print_f64_f64",
			List.of(ValType.F64, ValType.F64));

	private final Store store = new Store();

	private final Function<WasmModule, Function<Instance, Machine>> machines;

	private ChicorySession(Function<WasmModule, Function<Instance, Machine>> machines) {
		this.machines = machines;
		PRINTERS.forEach((name, types) -> this.store.addFunction(new HostFunction("spectest", name,
				FunctionType.of(types, List.of()), (instance, arguments) -> new long[0])));
		addGlobal("global_i32", Value.i32(666));
		addGlobal("global_i64", Value.i64(666));
		addGlobal("global_f32", Value.fromFloat(666.6f));
		addGlobal("global_f64", Value.fromDouble(666.6));
		this.store.addMemory(new ImportMemory("spectest", "memory", new ByteBufferMemory(new MemoryLimits(1, 2))));
		this.store.addTable(new ImportTable("spectest", "table",
				new TableInstance(new Table(ValType.FuncRef, new TableLimits(10, 20)), Value.REF_NULL_VALUE)));
	}

	static ChicorySession compiled() {
		return new ChicorySession(MachineFactoryCompiler::compile);
	}

	static ChicorySession interpreted() {
		return new ChicorySession((module) -> InterpreterMachine::new);
	}

	private void addGlobal(String name, Value value) {
		this.store.addGlobal(new ImportGlobal("spectest", name, new GlobalInstance(value)));
	}

	@Override
	public Instance instantiate(byte[] binary) {
		WasmModule module = Parser.parse(binary);
		return Instance.builder(module)
			.withImportValues(this.store.toImportValues())
			.withMachineFactory(this.machines.apply(module))
			.withStart(false)
			.build();
	}

	@Override
	public void register(String name, Instance instance) {
		this.store.register(name, instance);
	}

	@Override
	public long[] invoke(Instance instance, String function, long[] arguments) {
		long[] results = instance.export(function).apply(arguments);
		return (results != null) ? results : new long[0];
	}

	@Override
	public long get(Instance instance, String global) {
		return instance.exports().global(global).getValue();
	}

	@Override
	public void validate(byte[] binary) {
		Parser.parse(binary);
	}

	@Override
	public long toRaw(SpecificationValue value) {
		if (value.type() == WasmValueType.V128) {
			throw new UnsupportedCommandException("passes a v128");
		}
		return ("null".equals(value.text())) ? Value.REF_NULL_VALUE
				: Long.parseLong(Objects.requireNonNull(value.text()));
	}

	@Override
	public boolean accepts(SpecificationValue expected, long raw) {
		if (expected.type() == WasmValueType.V128) {
			throw new UnsupportedCommandException("returns a v128");
		}
		return (expected.text() == null) ? raw != Value.REF_NULL_VALUE : raw == toRaw(expected);
	}

	@Override
	public @Nullable String trap(Throwable failure) {
		return (failure instanceof ChicoryException) ? TrapMessages.kindOf(failure.getMessage()).toString() : null;
	}

	@Override
	public boolean isUnlinkable(Throwable failure) {
		return failure instanceof UnlinkableException;
	}

	@Override
	public void close() {
		// the garbage collector does the rest
	}

}
