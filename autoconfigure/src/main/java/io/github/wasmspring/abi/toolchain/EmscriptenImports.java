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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.abi.ImportProvider;

/**
 * What Emscripten imports from {@code env} besides WASI, as far as that needs no
 * JavaScript of the program. Calls of its system are answered with "not implemented",
 * which its library passes on as an error.
 *
 * @since 0.1.0
 */
public final class EmscriptenImports implements ImportProvider {

	private static final int LONGEST_NAME = 1024;

	private static final long PAGE = 65536;

	/**
	 * The error of a call that is not implemented.
	 */
	private static final long NOT_IMPLEMENTED = -52;

	/**
	 * Calls of its system that have other names.
	 */
	private static final Set<String> SYSTEM = Set.of("_mmap_js", "_munmap_js", "_msync_js", "_setitimer_js");

	private static final long[] NOTHING = {};

	private final TypedImports imports = new TypedImports("env")
		.add("emscripten_notify_memory_growth", "(i32) -> ()", (caller, arguments) -> NOTHING)
		.add("exit", "(i32) -> ()", EmscriptenImports::exit)
		.add("__handle_stack_overflow", "(i32) -> ()", EmscriptenImports::overflow)
		.add("_abort_js", "() -> ()", EmscriptenImports::abort)
		.add("abort", "() -> ()", EmscriptenImports::abort)
		.add("__assert_fail", "(i32, i32, i32, i32) -> ()", EmscriptenImports::assertionFailed)
		.add("emscripten_resize_heap", "(i32) -> i32", EmscriptenImports::resize)
		.add("emscripten_get_heap_max", "() -> i32", (caller, arguments) -> one(Integer.MAX_VALUE - PAGE + 1))
		.add("emscripten_memcpy_js", "(i32, i32, i32) -> ()", EmscriptenImports::copy)
		.add("_emscripten_memcpy_js", "(i32, i32, i32) -> ()", EmscriptenImports::copy)
		.add("emscripten_memcpy_big", "(i32, i32, i32) -> ()", EmscriptenImports::copy)
		.add("emscripten_memcpy_big", "(i32, i32, i32) -> i32", (caller, arguments) -> {
			copy(caller, arguments);
			return one(arguments[0]);
		})
		.add("emscripten_get_now", "() -> f64", (caller, arguments) -> real(System.nanoTime() / 1e6))
		.add("emscripten_date_now", "() -> f64", (caller, arguments) -> real(System.currentTimeMillis()))
		.add("_emscripten_get_now_is_monotonic", "() -> i32", (caller, arguments) -> one(1))
		.add("emscripten_get_now_is_monotonic", "() -> i32", (caller, arguments) -> one(1))
		.add("setTempRet0", "(i32) -> ()", (caller, arguments) -> {
			UpperHalf.of(caller).value = (int) arguments[0];
			return NOTHING;
		})
		.add("getTempRet0", "() -> i32", (caller, arguments) -> one(UpperHalf.of(caller).value))
		.add("_emscripten_runtime_keepalive_clear", "() -> ()", (caller, arguments) -> NOTHING);

	@Override
	public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		HostFunctionBody body = this.imports.find(module, name, type);
		return (body == null && module.equals("env") && isSystemCall(name, type))
				? (caller, arguments) -> one(NOT_IMPLEMENTED) : body;
	}

	private static boolean isSystemCall(String name, WasmFunctionType type) {
		return (name.startsWith("__syscall_") || SYSTEM.contains(name))
				&& type.results().equals(List.of(WasmValueType.I32)) && type.isNumeric();
	}

	private static long[] one(long value) {
		return new long[] { value };
	}

	private static long[] real(double value) {
		return new long[] { Double.doubleToRawLongBits(value) };
	}

	private static long[] abort(WasmInstance caller, long... arguments) {
		throw new GuestFailure("abort");
	}

	private static long[] exit(WasmInstance caller, long... arguments) {
		throw new GuestFailure("exit with code " + (int) arguments[0]);
	}

	private static long[] overflow(WasmInstance caller, long... arguments) {
		throw new GuestFailure("stack overflow");
	}

	private static long[] assertionFailed(WasmInstance caller, long... arguments) {
		throw new GuestFailure(
				"assertion failed: %s in %s:%d%s".formatted(text(caller, arguments[0]), text(caller, arguments[1]),
						(int) arguments[2], (arguments[3] != 0) ? ", " + text(caller, arguments[3]) : ""));
	}

	private static String text(WasmInstance caller, long pointer) {
		long address = pointer & 0xFFFF_FFFFL;
		WasmMemory memory = caller.memory();
		int most = (int) Math.max(0, Math.min(memory.size() - address, LONGEST_NAME));
		byte[] bytes = memory.readBytes(Math.min(address, memory.size()), most);
		int length = 0;
		while (length < bytes.length && bytes[length] != 0) {
			length++;
		}
		return new String(bytes, 0, length, StandardCharsets.UTF_8);
	}

	/**
	 * Let the memory have at least so many bytes.
	 * @return 1 if it has, 0 otherwise
	 */
	private static long[] resize(WasmInstance caller, long... arguments) {
		long wanted = arguments[0] & 0xFFFF_FFFFL;
		WasmMemory memory = caller.memory();
		long missing = wanted - memory.size();
		return one((missing <= 0 || memory.grow((int) ((missing + PAGE - 1) / PAGE)) >= 0) ? 1 : 0);
	}

	private static long[] copy(WasmInstance caller, long... arguments) {
		WasmMemory memory = caller.memory();
		memory.writeBytes(arguments[0] & 0xFFFF_FFFFL,
				memory.readBytes(arguments[1] & 0xFFFF_FFFFL, Math.toIntExact(arguments[2] & 0xFFFF_FFFFL)));
		return NOTHING;
	}

	/**
	 * Upper half of a number of 64 bits that a function of an instance returned.
	 */
	private static final class UpperHalf {

		private int value;

		static UpperHalf of(WasmInstance instance) {
			return instance.getState(UpperHalf.class, UpperHalf::new);
		}

	}

}
