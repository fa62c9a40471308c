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
 * Function of the host that a guest imports.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BackendHostFunction {

	/**
	 * Run the function. What it throws ends the guest's call and reaches its caller as
	 * the cause of a {@link GuestTrap}; an {@link Error} and a {@link GuestExit} pass
	 * through as they are.
	 * @param caller the instance that calls; usable during this call only
	 * @param arguments one element for each parameter: its bits as described by
	 * {@link io.github.wasmspring.WasmValueType}
	 * @return one element for each result
	 * @throws Exception whatever ends the guest's call
	 */
	long[] call(BackendInstance caller, long[] arguments) throws Exception;

	/**
	 * Return a handle that runs the function without arrays. It takes this function, as
	 * {@link BackendHostFunction}, the instance that calls, as {@link BackendInstance},
	 * and then what {@link io.github.wasmspring.WasmFunctionType#toMethodType()}
	 * describes, and throws what {@link #call(BackendInstance, long[])} throws. Instances
	 * of the same module share it.
	 * @return the handle, or {@code null} if there is none, which is always so for
	 * functions with several results
	 */
	default @Nullable MethodHandle getHandle() {
		return null;
	}

}
