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

package io.github.wasmspring.sample.module;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModules;

/**
 * Lists the modules.
 */
@RestController
class ModuleController {

	private final WasmModules modules;

	ModuleController(WasmModules modules) {
		this.modules = modules;
	}

	@GetMapping("/modules")
	List<ModuleDescription> list() {
		return this.modules.stream()
			.filter((module) -> module.getState() != WasmModuleState.IDLE)
			.map(ModuleDescription::of)
			.toList();
	}

	/**
	 * What a module is.
	 *
	 * @param name its name
	 * @param backend what runs it
	 * @param digest SHA-256 digest of its binary
	 * @param exports what it exports, as text
	 */
	record ModuleDescription(String name, String backend, String digest, List<String> exports) {

		static ModuleDescription of(WasmModule module) {
			return new ModuleDescription(module.getName(), module.getBackend(), module.getDigest(),
					module.getExports().stream().map(WasmExport::toString).toList());
		}

	}

}
