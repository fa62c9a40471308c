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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.FinallyHandles;

/**
 * Puts calls between two looks at the clock, and tells a listener how they went.
 */
final class ObservedCalls {

	private static final MethodHandle START;

	private static final MethodHandle END;

	static {
		MethodHandles.Lookup lookup = MethodHandles.lookup();
		try {
			START = lookup.findStatic(System.class, "nanoTime", MethodType.methodType(long.class));
			END = lookup.findStatic(ObservedCalls.class, "end",
					MethodType.methodType(void.class, CallListener.class, Throwable.class, long.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private ObservedCalls() {
	}

	/**
	 * Make a call.
	 */
	static <T extends @Nullable Object> T observe(CallListener listener, Supplier<T> call) {
		long start = System.nanoTime();
		T result;
		try {
			result = call.get();
		}
		catch (RuntimeException | Error ex) {
			end(listener, ex, start);
			throw ex;
		}
		end(listener, null, start);
		return result;
	}

	/**
	 * Return a handle that makes a call without boxes.
	 * @param handle the call
	 */
	static MethodHandle observe(CallListener listener, MethodHandle handle) {
		MethodHandle call = MethodHandles.dropArguments(handle, 0, long.class);
		return MethodHandles.foldArguments(FinallyHandles.tryFinally(call, END.bindTo(listener)), START);
	}

	private static void end(CallListener listener, @Nullable Throwable failure, long start) {
		listener.ended(System.nanoTime() - start, failure);
	}

}
