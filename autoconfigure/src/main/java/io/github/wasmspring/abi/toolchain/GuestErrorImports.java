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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.ImportProvider;

/**
 * The functions by which a guest of pointers and lengths says that it failed:
 * {@code fail(pointer, length)} of the module {@code wasmspring}, with a message in
 * UTF-8, and {@code fail_with_code(code, pointer, length)}. They do not return.
 *
 * @since 0.1.0
 */
public final class GuestErrorImports implements ImportProvider {

	/**
	 * Longest message that is read, in bytes.
	 */
	private static final long LONGEST = 64 * 1024;

	private final TypedImports imports = new TypedImports("wasmspring")
		.add("fail", "(i32, i32) -> ()", (caller, arguments) -> fail(caller, null, arguments[0], arguments[1]))
		.add("fail_with_code", "(i32, i32, i32) -> ()",
				(caller, arguments) -> fail(caller, (int) arguments[0], arguments[1], arguments[2]));

	@Override
	public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		return this.imports.find(module, name, type);
	}

	private static long[] fail(WasmInstance caller, @Nullable Integer code, long pointer, long length) {
		int kept = (int) Math.min(length & 0xFFFF_FFFFL, LONGEST);
		throw new GuestFailure(
				new String(caller.memory().readBytes(pointer & 0xFFFF_FFFFL, kept), StandardCharsets.UTF_8), code);
	}

}
