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
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;

/**
 * A function of a module that is called with Java values. Implementations are immutable,
 * and fit every instance of the module that they were bound to.
 *
 * @since 0.1.0
 * @see WasmConvention
 */
@FunctionalInterface
public interface BoundFunction {

	/**
	 * Call the function on an instance of the module's own choice.
	 * @param module the module that it was bound to
	 * @param timeout longest call, or {@code null} if that of the module applies
	 * @param arguments the arguments of the Java method
	 * @return the result of the Java method
	 * @throws io.github.wasmspring.WasmException if the call fails
	 */
	@Nullable Object call(WasmModule module, @Nullable Duration timeout, @Nullable Object... arguments);

	/**
	 * Return a handle that calls the function without boxes, where there is one.
	 * @param module the module that it was bound to
	 * @param timeout longest call, or {@code null} if that of the module applies
	 * @return the handle, of the type of the Java method, or {@code null}
	 */
	default @Nullable MethodHandle findHandle(WasmModule module, @Nullable Duration timeout) {
		return null;
	}

}
