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

package io.github.wasmspring.binary;

import java.util.List;
import java.util.function.Function;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

/**
 * Runs modules on Chicory.
 */
final class ChicoryRuns {

	private ChicoryRuns() {
	}

	static RunOutcome interpret(WasmModule module, List<Integer> functions) {
		return run(module, functions, InterpreterMachine::new);
	}

	static RunOutcome compile(WasmModule module, List<Integer> functions) {
		try {
			return run(module, functions, MachineFactoryCompiler.compile(module));
		}
		catch (RuntimeException | LinkageError ex) { // among them a VerifyError
			return RunOutcome.refused(String.valueOf(ex));
		}
	}

	private static RunOutcome run(WasmModule module, List<Integer> functions, Function<Instance, Machine> machine) {
		Instance instance;
		try {
			instance = Instance.builder(module).withStart(false).withMachineFactory(machine).build();
		}
		catch (ChicoryException ex) {
			return RunOutcome.refused(String.valueOf(ex));
		}
		List<@Nullable Long> results = RunOutcome.run(functions, (function) -> call(instance, "f" + function));
		results.add(call(instance, "state"));
		Memory memory = instance.memory();
		return new RunOutcome(null, results, RunOutcome.hash(memory.readBytes(0, memory.pages() * Memory.PAGE_SIZE)));
	}

	private static @Nullable Long call(Instance instance, String name) {
		try {
			return instance.export(name).apply()[0];
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
