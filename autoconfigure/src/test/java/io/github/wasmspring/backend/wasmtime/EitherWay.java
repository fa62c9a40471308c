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
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions that are called in one of both ways each time: as plugins do, by a handle, or
 * with an array.
 */
final class EitherWay {

	private static final Map<BackendInstance, Map<String, MethodHandle>> HANDLES = Collections
		.synchronizedMap(new WeakHashMap<>());

	private EitherWay() {
	}

	static BackendFunction function(BackendInstance instance, String name) {
		BackendFunction function = instance.getFunction(name);
		assertThat(function).isNotNull();
		return (arguments) -> (ThreadLocalRandom.current().nextBoolean()) ? function.call(arguments)
				: callHandle(instance, name, function, arguments);
	}

	private static long[] callHandle(BackendInstance instance, String name, BackendFunction function,
			long[] arguments) {
		MethodHandle handle = HANDLES.computeIfAbsent(instance, (key) -> new ConcurrentHashMap<>())
			.computeIfAbsent(name, (key) -> adapt(function));
		try {
			return (long[]) handle.invokeExact(instance, arguments);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a handle that takes the instance and an array, which may be longer than
	 * needed, and returns one.
	 */
	private static MethodHandle adapt(BackendFunction function) {
		MethodHandle handle = function.getHandle();
		assertThat(handle).isNotNull();
		int count = handle.type().parameterCount() - 1;
		MethodHandle taking = handle;
		for (int i = 1; i <= count; i++) {
			taking = MethodHandles.filterArguments(taking, i, fromRaw(handle.type().parameterType(i)));
		}
		taking = MethodHandles.filterReturnValue(taking, toArray(handle.type().returnType()))
			.asSpreader(1, long[].class, count);
		return MethodHandles.filterArguments(taking, 1, truncate(count));
	}

	private static MethodHandle fromRaw(Class<?> type) {
		if (type == float.class) {
			return MethodHandles.filterArguments(
					find(Float.class, "intBitsToFloat", MethodType.methodType(float.class, int.class)), 0,
					fromRaw(int.class));
		}
		return (type == double.class)
				? find(Double.class, "longBitsToDouble", MethodType.methodType(double.class, long.class))
				: MethodHandles.explicitCastArguments(MethodHandles.identity(long.class),
						MethodType.methodType(type, long.class));
	}

	private static MethodHandle toArray(Class<?> type) {
		return find(EitherWay.class, "toArray",
				(type == void.class) ? MethodType.methodType(long[].class) : MethodType.methodType(long[].class, type));
	}

	private static MethodHandle truncate(int count) {
		return MethodHandles.insertArguments(
				find(Arrays.class, "copyOf", MethodType.methodType(long[].class, long[].class, int.class)), 1, count);
	}

	private static MethodHandle find(Class<?> owner, String name, MethodType type) {
		try {
			return MethodHandles.lookup().findStatic(owner, name, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("unused")
	private static long[] toArray() {
		return new long[0];
	}

	@SuppressWarnings("unused")
	private static long[] toArray(int value) {
		return new long[] { value };
	}

	@SuppressWarnings("unused")
	private static long[] toArray(long value) {
		return new long[] { value };
	}

	@SuppressWarnings("unused")
	private static long[] toArray(float value) {
		return new long[] { Float.floatToRawIntBits(value) };
	}

	@SuppressWarnings("unused")
	private static long[] toArray(double value) {
		return new long[] { Double.doubleToRawLongBits(value) };
	}

}
