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

package io.github.wasmspring;

import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

/**
 * What a function of the host does, in terms of raw values.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HostFunctionBody {

	/**
	 * Run the function.
	 * @param caller the instance that calls; may be called back, and must not be kept
	 * @param arguments one element for each parameter: its bits as described by
	 * {@link io.github.wasmspring.WasmValueType}
	 * @return one element for each result
	 * @throws Exception ends the guest's call, and reaches its caller as the cause of a
	 * {@link io.github.wasmspring.WasmTrapException}
	 */
	long[] call(WasmInstance caller, long... arguments) throws Exception;

	/**
	 * Return a handle that runs the function without arrays. It takes the instance that
	 * calls, as {@link WasmInstance}, and then what
	 * {@link io.github.wasmspring.WasmFunctionType#toMethodType()} describes.
	 * @return the handle, or {@code null} if there is none, which is always so for
	 * functions with several results
	 */
	default @Nullable MethodHandle getHandle() {
		return null;
	}

}
