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

package io.github.wasmspring.host;

import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.abi.HostMethodAdapter;

/**
 * Runs a Java method.
 *
 * @param adapter converts its arguments and its result
 */
record AdaptedBody(HostMethodAdapter adapter) implements HostFunctionBody {

	@Override
	public long[] call(WasmInstance caller, long... arguments) throws Exception {
		try {
			return this.adapter.call(caller, arguments);
		}
		catch (Throwable ex) {
			ReflectionUtils.rethrowException(ex);
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable MethodHandle getHandle() {
		return this.adapter.getHandle();
	}

}
