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

package io.github.wasmspring.abi.toolchain;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.GuestLog;
import io.github.wasmspring.abi.ImportProvider;

/**
 * What AssemblyScript imports unless it is told not to: a failed assertion and a
 * {@code throw} end the call with their message.
 *
 * @since 0.1.0
 * @see <a href="https://www.assemblyscript.org/concepts.html">Concepts of
 * AssemblyScript</a>
 */
public final class AssemblyScriptImports implements ImportProvider {

	/**
	 * Longest text that is read, in bytes.
	 */
	private static final int LONGEST = 64 * 1024;

	private static final long[] NOTHING = {};

	private final TypedImports imports = new TypedImports("env")
		.add("abort", "(i32, i32, i32, i32) -> ()", AssemblyScriptImports::abort)
		.add("trace", "(i32, i32, f64, f64, f64, f64, f64) -> ()", AssemblyScriptImports::trace)
		.add("seed", "() -> f64",
				(caller, arguments) -> result(ThreadLocalRandom.current().nextDouble() * Long.MAX_VALUE))
		.add("Math.random", "() -> f64", (caller, arguments) -> result(ThreadLocalRandom.current().nextDouble()))
		.add("Date.now", "() -> f64", (caller, arguments) -> result(System.currentTimeMillis()))
		.add("performance.now", "() -> f64", (caller, arguments) -> result(System.nanoTime() / 1e6))
		.add("console.log", "(i32) -> ()", (caller, arguments) -> log(caller, arguments[0]))
		.add("console.info", "(i32) -> ()", (caller, arguments) -> log(caller, arguments[0]))
		.add("console.debug", "(i32) -> ()", (caller, arguments) -> log(caller, arguments[0]))
		.add("console.warn", "(i32) -> ()", (caller, arguments) -> log(caller, arguments[0]))
		.add("console.error", "(i32) -> ()", (caller, arguments) -> log(caller, arguments[0]));

	@Override
	public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		return this.imports.find(module, name, type);
	}

	private static long[] result(double value) {
		return new long[] { Double.doubleToRawLongBits(value) };
	}

	private static long[] abort(WasmInstance caller, long... arguments) {
		String message = read(caller, arguments[0]);
		String file = read(caller, arguments[1]);
		String place = "%s:%d:%d".formatted((file.isEmpty()) ? "unknown" : file, arguments[2] & 0xFFFF_FFFFL,
				arguments[3] & 0xFFFF_FFFFL);
		throw new GuestFailure((message.isEmpty()) ? "abort in " + place : message + " in " + place);
	}

	private static long[] trace(WasmInstance caller, long... arguments) {
		int count = Math.max(0, Math.min((int) arguments[1], 5));
		String values = IntStream.range(0, count)
			.mapToObj((i) -> String.valueOf(Double.longBitsToDouble(arguments[i + 2])))
			.collect(Collectors.joining(", "));
		GuestLog.of(caller)
			.log(Level.DEBUG,
					(values.isEmpty()) ? read(caller, arguments[0]) : read(caller, arguments[0]) + " " + values);
		return NOTHING;
	}

	private static long[] log(WasmInstance caller, long text) {
		GuestLog.of(caller).log(Level.INFO, read(caller, text));
		return NOTHING;
	}

	/**
	 * Read a string: UTF-16, whose length in bytes is in front of it.
	 */
	private static String read(WasmInstance caller, long pointer) {
		long address = pointer & 0xFFFF_FFFFL;
		WasmMemory memory = caller.memory();
		if (address < Integer.BYTES || address > memory.size()) {
			return "";
		}
		long length = Integer.toUnsignedLong(memory.readInt(address - Integer.BYTES));
		int kept = (int) Math.min(Math.min(length, LONGEST), memory.size() - address);
		return new String(memory.readBytes(address, kept), StandardCharsets.UTF_16LE);
	}

}
