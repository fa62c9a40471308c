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
import java.lang.invoke.MethodHandles;
import java.util.List;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmValueType;

/**
 * Reads one argument of a Java method from what a guest passes.
 */
interface HostArgument {

	/**
	 * Passes the instance that calls.
	 */
	HostArgument CALLER = new HostArgument() {

		@Override
		public List<WasmValueType> types() {
			return List.of();
		}

		@Override
		public MethodHandle reader() {
			return MethodHandles.identity(WasmInstance.class);
		}

	};

	/**
	 * Return the types of the parameters that the guest passes for it.
	 */
	List<WasmValueType> types();

	/**
	 * Return a handle that takes the instance that calls and those parameters, and
	 * returns the argument.
	 */
	MethodHandle reader();

}
