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

package io.github.wasmspring.plugin;

import io.github.wasmspring.SimilarNames;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmModule;

/**
 * Says what to do about a function that is not exported: compilers export nothing that is
 * not marked.
 */
final class MissingExport {

	private static final String HOW = "in Rust #[no_mangle] pub extern \"C\" fn (with crate-type = [\"cdylib\"]), in C __attribute__((export_name(\"%1$s\"))), in AssemblyScript 'export function', in Go //go:wasmexport %1$s, in Zig 'export fn' (with -rdynamic)";

	private MissingExport() {
	}

	static String remedy(String name, WasmModule module) {
		String how = HOW.formatted(name);
		if (module.getExports().stream().noneMatch((export) -> export.kind() == WasmExternalKind.FUNCTION)) {
			return "The module exports no function at all: its compiler exports only what is marked, or a tool removed it. Mark it as exported: %s."
				.formatted(how);
		}
		return "Export it, or name one of the exported functions with @WasmFunction(\"...\"): %s. To export it, mark it: %s."
			.formatted(SimilarNames.exportedFunctions(name, module), how);
	}

}
