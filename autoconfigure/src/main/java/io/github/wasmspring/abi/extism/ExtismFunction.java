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

package io.github.wasmspring.abi.extism;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.MethodPayload;

/**
 * Calls a function of an Extism plugin.
 *
 * @param function the name of the export
 * @param context what errors are about
 * @param payload converts the argument and the result
 * @param constructed whether constructors have to be called first
 */
record ExtismFunction(String function, WasmErrorContext context, MethodPayload payload,
		boolean constructed) implements BoundFunction {

	@Override
	public @Nullable Object call(WasmModule module, @Nullable Duration timeout, @Nullable Object... arguments) {
		byte[] input = this.payload.encode(arguments);
		byte[] output = module.execute((timeout != null) ? timeout : module.getTimeout(), this.function,
				(instance) -> call(instance, input));
		return this.payload.decode(output);
	}

	private byte[] call(WasmInstance instance, byte[] input) {
		ExtismKernel kernel = ExtismKernel.of(instance);
		kernel.begin(input);
		if (this.constructed && kernel.initialize()) {
			instance.call("__wasm_call_ctors");
		}
		long[] results;
		try {
			results = instance.getFunction(this.function).callRaw();
		}
		catch (WasmTrapException ex) {
			String error = kernel.error();
			throw (error != null) ? new WasmGuestException(this.context, error, ex) : ex;
		}
		String error = kernel.error();
		if (error != null || (results.length > 0 && results[0] != 0)) {
			Integer code = (results.length > 0 && results[0] != 0) ? (int) results[0] : null;
			throw new WasmGuestException(this.context, (error != null) ? error : "", code, null);
		}
		return kernel.output();
	}

}
