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

import java.util.List;
import java.util.Objects;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.ExecutionCompletedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;

import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.EncodedModule;

/**
 * Fails once as guests do, in order to have all classes initialized that this takes: the
 * first guest that fails may have used up the stack, and a class whose initialization
 * fails for want of it is lost for as long as the JVM runs.
 */
final class TrapRehearsal {

	/**
	 * {@code (module (func (export "f") unreachable))}.
	 */
	private static final byte[] GUEST = { 0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1,
			'f', 0, 0, 10, 5, 1, 3, 0, 0, 0x0b };

	static {
		rehearse();
	}

	private TrapRehearsal() {
	}

	/**
	 * Make sure that everything is initialized.
	 */
	static void complete() {
		// by now, the class is initialized
	}

	private static void rehearse() {
		WasmModule guest = ParsedModule.of(EncodedModule.of("rehearsal", GUEST)).module();
		Instance instance = Instance.builder(guest)
			.withMachineFactory((created) -> new TracingInterpreter(created, Integer.MAX_VALUE))
			.build();
		LinearMemory memory = new LinearMemory(new MemoryLimits(1, 3), new MemoryArrays(MemoryBudget.ofHeap(), 1), true,
				new HeadRoom());
		List<Runnable> failures = List.of(() -> instance.exports().function("f").apply(),
				() -> OpcodeImpl.I32_DIV_S(1, 0), () -> OpcodeImpl.I64_DIV_S(1, 0),
				() -> OpcodeImpl.I32_TRUNC_F32_S(Float.NaN), () -> OpcodeImpl.I64_TRUNC_F64_S(Double.NaN),
				() -> memory.readInt(-1), () -> ExactMemory.LONGS.get(memory.bytes, -1),
				() -> memory.fill((byte) 0, 0, -1), () -> memory.copy(0, -1, 1), () -> Objects.checkIndex(1, 0), () -> {
					throw new TrapException("unreachable");
				}, () -> {
					throw new ChicoryException("call stack exhausted", new StackOverflowError());
				}, () -> {
					throw new WasmRuntimeException("undefined element");
				}, () -> {
					throw new UninstantiableException("out of bounds memory access", new TrapException("unreachable"));
				}, () -> {
					throw new ExecutionCompletedException("exit");
				}, () -> {
					throw new ChicoryInterruptedException("interrupted");
				}, () -> {
					throw new HostFunctionFailure(new IllegalStateException("host"));
				}, () -> {
					throw new GuestExit(1);
				}, () -> {
					throw new StackOverflowError();
				});
		memory.grow(1);
		memory.grow(Integer.MAX_VALUE);
		for (Runnable failure : failures) {
			try {
				failure.run();
			}
			catch (RuntimeException | StackOverflowError ex) {
				ChicoryFailures.trap(ex, guest);
			}
		}
	}

}
