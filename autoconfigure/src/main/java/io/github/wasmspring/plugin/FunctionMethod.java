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

package io.github.wasmspring.plugin;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.BoundFunction;

/**
 * {@link GuestMethod} that calls a function of a module.
 *
 * @param module the module of the function
 * @param name the name of the function
 * @param function the function
 * @param timeout longest call, or {@code null} if that of the module applies
 */
record FunctionMethod(WasmModule module, String name, BoundFunction function,
		@Nullable Duration timeout) implements GuestMethod {

	@Override
	public @Nullable Object invoke(@Nullable Object[] arguments) {
		return this.function.call(this.module, this.timeout, arguments);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Numbers go straight to the function, without boxes and arrays.
	 */
	@Override
	public MethodHandle handle(Method method) {
		MethodHandle handle = this.function.findHandle(this.module, this.timeout);
		return (handle != null) ? handle : GuestMethod.super.handle(method);
	}

}
