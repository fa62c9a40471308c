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

import org.jspecify.annotations.Nullable;

/**
 * An exported function of an instance.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BackendFunction {

	/**
	 * Call the function. The caller has checked the number of arguments.
	 * @param arguments one element for each parameter: its bits as described by
	 * {@link io.github.wasmspring.WasmValueType}
	 * @return one element for each result
	 * @throws GuestTrap if the guest traps; with the exception of a host function as
	 * cause, if one ended the call
	 * @throws GuestExit if the guest ends itself
	 */
	long[] call(long[] arguments);

	/**
	 * Return a handle that calls the function without arrays. It takes the instance, as
	 * {@link BackendInstance}, and then what
	 * {@link io.github.wasmspring.WasmFunctionType#toMethodType()} describes, and fits
	 * every instance of the same module. It throws what {@link #call(long[])} throws.
	 * @return the handle, or {@code null} if there is none, which is always so for
	 * functions with several results
	 */
	default @Nullable MethodHandle getHandle() {
		return null;
	}

}
