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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.FinallyHandles;

/**
 * Makes handles that call a function of any instance of a module: they write each
 * argument to where the engine reads it, without arrays and objects.
 */
final class ShimHandles {

	private static final int MOST_PARAMETERS = 100;

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private static final MethodHandle ENTER = find("enter", WasmtimeFunction.class, GuestFunction.class,
			BackendInstance.class);

	private static final MethodHandle LEAVE = find("leave", void.class, WasmtimeFunction.class);

	private ShimHandles() {
	}

	private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
		try {
			return LOOKUP.findStatic(ShimHandles.class, name, MethodType.methodType(result, parameters));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Create a handle that takes the {@link BackendInstance} and the parameters.
	 * @return the handle, or {@code null} if there is none for the function
	 */
	static @Nullable MethodHandle create(GuestFunction function) {
		if (function.index() < 0 || function.type().results().size() > 1
				|| function.type().parameters().size() > MOST_PARAMETERS) {
			return null;
		}
		MethodType type = function.type().toMethodType();
		MethodHandle call = MethodHandles
			.dropArguments(find("call" + StringUtils.capitalize(type.returnType().getName()), type.returnType(),
					WasmtimeFunction.class), 1, type.parameterList());
		for (int i = type.parameterCount() - 1; i >= 0; i--) {
			call = MethodHandles.foldArguments(call, write(type.parameterList(), i));
		}
		return MethodHandles.filterArguments(
				FinallyHandles.tryFinally(call, MethodHandles.dropArguments(LEAVE, 0, Throwable.class)), 0,
				ENTER.bindTo(function));
	}

	/**
	 * Return a handle that writes the last of some arguments.
	 */
	private static MethodHandle write(List<Class<?>> parameters, int index) {
		MethodHandle write = find("write", void.class, WasmtimeFunction.class, int.class, parameters.get(index));
		return MethodHandles.dropArguments(MethodHandles.insertArguments(write, 1, Long.BYTES * index), 1,
				parameters.subList(0, index));
	}

	@SuppressWarnings("unused")
	private static WasmtimeFunction enter(GuestFunction description, BackendInstance instance) {
		WasmtimeFunction function = ((WasmtimeInstance) instance).function(description);
		function.enter();
		return function;
	}

	@SuppressWarnings("unused")
	private static void leave(WasmtimeFunction function) {
		function.leave();
	}

	@SuppressWarnings("unused")
	private static void write(WasmtimeFunction function, int address, int value) {
		function.values().putInt(address, value);
	}

	@SuppressWarnings("unused")
	private static void write(WasmtimeFunction function, int address, long value) {
		function.values().putLong(address, value);
	}

	@SuppressWarnings("unused")
	private static void write(WasmtimeFunction function, int address, float value) {
		function.values().putInt(address, Float.floatToRawIntBits(value));
	}

	@SuppressWarnings("unused")
	private static void write(WasmtimeFunction function, int address, double value) {
		function.values().putLong(address, Double.doubleToRawLongBits(value));
	}

	@SuppressWarnings("unused")
	private static void callVoid(WasmtimeFunction function) {
		function.invoke();
	}

	@SuppressWarnings("unused")
	private static int callInt(WasmtimeFunction function) {
		function.invoke();
		return function.values().getInt(0);
	}

	@SuppressWarnings("unused")
	private static long callLong(WasmtimeFunction function) {
		function.invoke();
		return function.values().getLong(0);
	}

	@SuppressWarnings("unused")
	private static float callFloat(WasmtimeFunction function) {
		function.invoke();
		return Float.intBitsToFloat(function.values().getInt(0));
	}

	@SuppressWarnings("unused")
	private static double callDouble(WasmtimeFunction function) {
		function.invoke();
		return Double.longBitsToDouble(function.values().getLong(0));
	}

}
