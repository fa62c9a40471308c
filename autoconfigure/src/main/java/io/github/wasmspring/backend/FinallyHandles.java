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

package io.github.wasmspring.backend;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Combines method handles to what {@code try} and {@code finally} are in source code.
 *
 * @since 0.1.0
 */
public final class FinallyHandles {

	private FinallyHandles() {
	}

	/**
	 * Return a handle that calls another and then ends what that was given.
	 * @param call takes what has to be ended, and any other arguments
	 * @param end takes what was thrown, or {@code null}, and what has to be ended;
	 * returns nothing
	 * @return a handle of the type of {@code call}, which throws what {@code end} throws,
	 * or else what {@code call} throws
	 */
	public static MethodHandle tryFinally(MethodHandle call, MethodHandle end) {
		return MethodHandles.tryFinally(call, returning(call.type().returnType(), end));
	}

	/**
	 * Return a handle that also takes the result, if there is one, and returns it.
	 */
	private static MethodHandle returning(Class<?> result, MethodHandle end) {
		if (result == void.class) {
			return end;
		}
		MethodHandle identity = MethodHandles.dropArguments(MethodHandles.identity(result), 0, Throwable.class);
		return MethodHandles.foldArguments(MethodHandles.dropArguments(identity, 2, end.type().parameterType(1)),
				MethodHandles.dropArguments(end, 1, result));
	}

}
