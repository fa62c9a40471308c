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

package io.github.wasmspring.abi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import io.github.wasmspring.WasmInstance;

/**
 * Builds handles that run a function of the host.
 */
final class HostHandles {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private static final long[] NOTHING = {};

	private HostHandles() {
	}

	/**
	 * Find a method of a class of ours.
	 */
	static MethodHandle find(MethodHandles.Lookup lookup, Class<?> type, String name, MethodType methodType) {
		try {
			return lookup.findVirtual(type, name, methodType);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Pass the instance that calls to all parameters that ask for it.
	 * @param handle takes numbers, and the instance any number of times
	 * @return a handle that takes the instance once, before the numbers
	 */
	static MethodHandle mergeCallers(MethodHandle handle) {
		MethodType type = handle.type();
		MethodType merged = MethodType.methodType(type.returnType(), WasmInstance.class);
		int[] order = new int[type.parameterCount()];
		for (int i = 0; i < order.length; i++) {
			if (type.parameterType(i) != WasmInstance.class) {
				order[i] = merged.parameterCount();
				merged = merged.appendParameterTypes(type.parameterType(i));
			}
		}
		return MethodHandles.permuteArguments(handle, merged, order);
	}

	/**
	 * Adapt a handle to raw values.
	 * @param handle takes the instance that calls and numbers, and returns nothing, a
	 * number, or the raw values of several
	 * @return a handle that takes the instance and raw values, and returns raw values
	 */
	static MethodHandle toRaw(MethodHandle handle) {
		MethodHandle raw = handle;
		int numbers = handle.type().parameterCount() - 1;
		for (int i = 1; i <= numbers; i++) {
			Class<?> type = handle.type().parameterType(i);
			if (type != long.class) {
				raw = MethodHandles.filterArguments(raw, i, convert(type, MethodType.methodType(type, long.class)));
			}
		}
		Class<?> result = handle.type().returnType();
		if (result != long[].class) {
			raw = MethodHandles.filterReturnValue(raw, convert(result, (result == void.class)
					? MethodType.methodType(long[].class) : MethodType.methodType(long[].class, result)));
		}
		return raw.asSpreader(1, long[].class, numbers);
	}

	private static MethodHandle convert(Class<?> type, MethodType methodType) {
		try {
			return LOOKUP.findStatic(HostHandles.class, type.getName() + "Value", methodType);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int intValue(long raw) {
		return (int) raw;
	}

	private static float floatValue(long raw) {
		return Float.intBitsToFloat((int) raw);
	}

	private static double doubleValue(long raw) {
		return Double.longBitsToDouble(raw);
	}

	private static long[] voidValue() {
		return NOTHING;
	}

	private static long[] intValue(int value) {
		return new long[] { value };
	}

	private static long[] longValue(long value) {
		return new long[] { value };
	}

	private static long[] floatValue(float value) {
		return new long[] { Float.floatToRawIntBits(value) };
	}

	private static long[] doubleValue(double value) {
		return new long[] { Double.doubleToRawLongBits(value) };
	}

}
