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

import java.util.function.Function;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;

import io.github.wasmspring.backend.WasmBinary;

/**
 * Prepares the code of a module.
 */
@FunctionalInterface
interface ChicoryMachineFactory {

	/**
	 * Interprets the code.
	 */
	ChicoryMachineFactory INTERPRETER = (module, binary) -> InterpreterMachine::new;

	/**
	 * Prepare the code of a module.
	 * @param module the parsed module
	 * @param binary the binary that it was parsed from
	 * @return what creates the machine of an instance
	 */
	Function<Instance, Machine> create(WasmModule module, WasmBinary binary);

}
