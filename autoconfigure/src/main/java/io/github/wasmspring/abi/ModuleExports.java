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

package io.github.wasmspring.abi;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;

/**
 * Looks up exports of a module.
 */
final class ModuleExports {

	private ModuleExports() {
	}

	static @Nullable WasmFunctionType findFunction(WasmModule module, String name) {
		WasmExport export = module.findExport(name);
		return (export != null && export.type() instanceof WasmFunctionType type) ? type : null;
	}

	/**
	 * Return whether {@link io.github.wasmspring.WasmInstance#memory()} will find a
	 * memory.
	 */
	static boolean hasMemory(WasmModule module) {
		int memories = 0;
		for (WasmExport export : module.getExports()) {
			if (export.kind() == WasmExternalKind.MEMORY) {
				if (export.name().equals("memory")) {
					return true;
				}
				memories++;
			}
		}
		return memories == 1;
	}

}
