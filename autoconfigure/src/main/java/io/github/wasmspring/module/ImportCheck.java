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

import java.util.stream.Collectors;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.backend.BackendModule;

/**
 * Checks that everything that a module imports is provided.
 */
final class ImportCheck {

	private ImportCheck() {
	}

	static void check(WasmModuleDefinition definition, String backend, BackendModule compiled) {
		if (!compiled.getImports().isEmpty()) {
			String missing = compiled.getImports().stream().map(WasmImport::toString).collect(Collectors.joining("; "));
			throw new WasmLinkException(WasmErrorContext.of(definition.name(), backend),
					"imports that nothing provides: " + missing,
					"Compile the guest so that it does not need them; host functions and WASI are not supported yet.",
					null);
		}
	}

}
