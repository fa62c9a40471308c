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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.OptLevel;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import io.github.kawamuray.wasmtime.WasmtimeException;
import org.jspecify.annotations.Nullable;

/**
 * Runs modules on wasmtime, in a virtual machine of its own, which an engine that is
 * mistaken may take down.
 */
public final class WasmtimeRuns {

	private final Engine engine;

	private WasmtimeRuns() {
		try (Config config = new Config()) {
			this.engine = new Engine(config.craneliftOptLevel(OptLevel.NONE).maxWasmStack(256 * 1024));
		}
	}

	/**
	 * Answer requests from the standard input to its end.
	 * @param arguments none
	 */
	public static void main(String[] arguments) throws IOException {
		WasmtimeRuns runs = new WasmtimeRuns();
		DataInputStream requests = new DataInputStream(System.in);
		try (DataOutputStream answers = new DataOutputStream(System.out)) {
			System.setOut(System.err);
			while (true) {
				byte[] module = new byte[requests.readInt()];
				requests.readFully(module);
				int count = requests.readInt();
				List<Integer> functions = new ArrayList<>();
				for (int i = 0; i < count; i++) {
					functions.add(requests.readInt());
				}
				runs.run(module, functions, count >= 0).write(answers);
				answers.flush();
			}
		}
		catch (EOFException ex) {
			// there are no more
		}
	}

	private RunOutcome run(byte[] binary, List<Integer> functions, boolean instantiate) {
		try (Module module = new Module(this.engine, binary)) {
			if (!instantiate) {
				return new RunOutcome(null, List.of(), 0);
			}
			try (Store<Void> store = new Store<>(null, this.engine);
					Instance instance = new Instance(store, module, List.of())) {
				List<@Nullable Long> results = RunOutcome.run(functions,
						(function) -> call(store, instance, "f" + function));
				results.add(call(store, instance, "state"));
				return new RunOutcome(null, results, hash(store, instance));
			}
		}
		catch (WasmtimeException ex) {
			return RunOutcome.refused(String.valueOf(ex.getMessage()));
		}
	}

	private static @Nullable Long call(Store<Void> store, Instance instance, String name) {
		try (Func function = instance.getFunc(store, name).orElseThrow()) {
			Val[] results = function.call(store);
			return results[0].i64();
		}
		catch (WasmFunctionError.TrapError ex) {
			return null;
		}
	}

	private static int hash(Store<Void> store, Instance instance) {
		try (Memory memory = instance.getMemory(store, "memory").orElseThrow()) {
			ByteBuffer buffer = memory.buffer(store);
			byte[] bytes = new byte[buffer.remaining()];
			buffer.get(bytes);
			return RunOutcome.hash(bytes);
		}
	}

}
