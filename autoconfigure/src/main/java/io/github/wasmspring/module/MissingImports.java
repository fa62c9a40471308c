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

package io.github.wasmspring.module;

import java.util.List;
import java.util.stream.Collectors;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasiProvider;

/**
 * Says which imports nothing provides, and what to do about the first of them.
 *
 * @param module the module that imports them
 * @param imports the imports
 * @param wasiAllowed whether the module may use WASI
 * @param wasiAvailable whether there is an implementation of WASI
 */
record MissingImports(WasmModule module, List<WasmImport> imports, boolean wasiAllowed, boolean wasiAvailable) {

	private static final int MOST_LISTED = 50;

	WasmLinkException failure() {
		String listed = this.imports.stream()
			.limit(MOST_LISTED)
			.map(WasmImport::toString)
			.collect(Collectors.joining("; "));
		int more = this.imports.size() - MOST_LISTED;
		return new WasmLinkException(WasmErrorContext.of(this.module),
				"imports that nothing provides: " + listed + ((more > 0) ? " and " + more + " more" : ""), remedy(),
				null);
	}

	private String remedy() {
		WasmImport function = this.imports.stream()
			.filter((wanted) -> wanted.type() instanceof WasmFunctionType)
			.findFirst()
			.orElse(null);
		if (function == null) {
			return "Memories, tables and globals cannot be provided; define and export them in the guest.";
		}
		if (function.module().equals(WasiProvider.MODULE)) {
			return wasiRemedy();
		}
		return "Provide functions by a bean annotated with @WasmHost(\"%s\") and a method annotated with @WasmHostFunction(\"%s\"), or by a HostFunctions bean."
			.formatted(function.module(), function.name());
	}

	private String wasiRemedy() {
		if (!this.wasiAllowed) {
			return "Remove 'wasi.enabled=false' from 'wasm.modules.%s' or 'wasm.defaults', or compile the guest so that it does not need WASI."
				.formatted(this.module.getName());
		}
		return (this.wasiAvailable) ? "WASI preview 1 has no such function; compile the guest for it."
				: "Add 'com.dylibso.chicory:wasi' to the dependencies; 'io.github.wasmspring:wasm-spring-boot-starter' brings it.";
	}

}
