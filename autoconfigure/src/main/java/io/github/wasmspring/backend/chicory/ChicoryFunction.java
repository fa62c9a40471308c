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

package io.github.wasmspring.backend.chicory;

import java.lang.invoke.MethodHandle;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendFunction;

/**
 * An exported function.
 *
 * @param instance Chicory's instance
 * @param name the name of the export
 * @param function Chicory's function
 * @param parameters treats its arguments
 * @param results treats its results
 */
record ChicoryFunction(Instance instance, String name, ExportFunction function, RawValues parameters,
		RawValues results) implements BackendFunction {

	private static final long[] NOTHING = {};

	ChicoryFunction(Instance instance, String name, ExportFunction function, FunctionType type) {
		this(instance, name, function, RawValues.of(type.params()), RawValues.of(type.returns()));
	}

	@Override
	public long[] call(long[] arguments) {
		try {
			long @Nullable [] results = this.function.apply(this.parameters.canonical(arguments));
			return (results != null) ? this.results.canonical(results) : NOTHING;
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw ChicoryFailures.trap(ex, this.instance.module());
		}
	}

	@Override
	public @Nullable MethodHandle getHandle() {
		return CompiledFunctions.find(this.instance, this.name);
	}

}
