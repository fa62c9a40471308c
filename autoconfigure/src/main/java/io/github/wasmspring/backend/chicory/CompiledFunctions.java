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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendInstance;

/**
 * Finds the static methods to which Chicory compiled the functions of a module.
 * <p>
 * They are an internal detail of Chicory: {@code func_N} of the classes
 * {@code *FuncGroup_K}, which takes the parameters as they are, then the memory and the
 * instance. Where it does not look like that, there are no handles.
 */
final class CompiledFunctions {

	/**
	 * Chicory passes more parameters than about 250 as an array.
	 */
	private static final int MOST_PARAMETERS = 100;

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private static final MethodHandle INSTANCE = getter("instance", Instance.class);

	private static final MethodHandle MEMORY = getter("memory", Memory.class);

	private static final MethodHandle TRAP;

	static {
		try {
			TRAP = LOOKUP.findStatic(ChicoryFailures.class, "trapOrError",
					MethodType.methodType(RuntimeException.class, WasmModule.class, Throwable.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private CompiledFunctions() {
	}

	private static MethodHandle getter(String name, Class<?> type) {
		try {
			return LOOKUP.findVirtual(ChicoryInstance.class, name, MethodType.methodType(type));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Find the method of an exported function.
	 * @param instance any instance of the module
	 * @param name the name of the export
	 * @return a handle that takes the {@link BackendInstance} and the parameters, or
	 * {@code null} if there is none
	 */
	static @Nullable MethodHandle find(Instance instance, String name) {
		if (instance.getMachine() instanceof InterpreterMachine || hasGarbageCollectedTypes(instance.module())) {
			return null;
		}
		WasmFunctionType type = ChicoryTypes.fromChicory(instance.exportType(name));
		if (!type.isNumeric() || type.results().size() > 1 || type.parameters().size() > MOST_PARAMETERS) {
			return null;
		}
		MethodHandle method = findMethod(instance, "func_" + indexOf(instance.module().exportSection(), name),
				type.toMethodType().appendParameterTypes(Memory.class, Instance.class));
		return (method != null) ? adapt(method, type.parameters().size(), instance.module()) : null;
	}

	/**
	 * Return whether the module creates structures, which Chicory looks for after the
	 * calls that go through its own interface only.
	 */
	private static boolean hasGarbageCollectedTypes(WasmModule module) {
		for (FunctionType type : module.typeSection().types()) {
			if (type == null) {
				return true;
			}
		}
		return false;
	}

	private static int indexOf(ExportSection exports, String name) {
		for (int i = 0; i < exports.exportCount(); i++) {
			Export export = exports.getExport(i);
			if (export.name().equals(name)) {
				return export.index();
			}
		}
		return -1;
	}

	/**
	 * Try one class after the other: how many functions are in each is not known.
	 */
	private static @Nullable MethodHandle findMethod(Instance instance, String name, MethodType type) {
		Class<?> machine = instance.getMachine().getClass();
		try {
			for (int group = 0; true; group++) {
				Class<?> functions = Class.forName(machine.getName() + "FuncGroup_" + group, true,
						machine.getClassLoader());
				MethodHandle method = findMethod(functions, name, type);
				if (method != null) {
					return method;
				}
			}
		}
		catch (ClassNotFoundException | IllegalAccessException ex) {
			return null;
		}
	}

	private static @Nullable MethodHandle findMethod(Class<?> functions, String name, MethodType type)
			throws IllegalAccessException {
		try {
			return MethodHandles.privateLookupIn(functions, LOOKUP).findStatic(functions, name, type);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	/**
	 * Adapt {@code (parameters, memory, instance)} to {@code (instance, parameters)}, and
	 * translate what it throws.
	 */
	private static MethodHandle adapt(MethodHandle method, int parameters, WasmModule guest) {
		MethodHandle filtered = MethodHandles.filterArguments(method, parameters, MEMORY, INSTANCE);
		int[] order = new int[parameters + 2];
		for (int i = 0; i < parameters; i++) {
			order[i] = i + 1;
		}
		MethodType type = method.type().dropParameterTypes(parameters, parameters + 2);
		MethodHandle reordered = MethodHandles.permuteArguments(filtered,
				type.insertParameterTypes(0, ChicoryInstance.class), order);
		MethodHandle trap = MethodHandles.filterArguments(
				MethodHandles.throwException(type.returnType(), RuntimeException.class), 0, TRAP.bindTo(guest));
		return MethodHandles.catchException(reordered, Throwable.class, trap)
			.asType(type.insertParameterTypes(0, BackendInstance.class));
	}

}
