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

package io.github.wasmspring.benchmarks;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;

import io.github.wasmspring.benchmarks.ChicoryRawEngine.ChicoryRawInstance;
import io.github.wasmspring.benchmarks.RawEngine.RawInstance;

/**
 * Chicory's compiler, memory and WASI as they ship, for any module.
 */
final class ShippedChicory {

	private static final String WASI = "wasi_snapshot_preview1";

	private ShippedChicory() {
	}

	static RawInstance start(byte[] binary) {
		WasmModule module = Parser.parse(binary);
		Instance instance = Instance.builder(module)
			.withMachineFactory(MachineFactoryCompiler.compile(module))
			.withImportValues(ImportValues.builder().withFunctions(imports(module)).build())
			.withStart(false)
			.build();
		for (int i = 0; i < module.exportSection().exportCount(); i++) {
			Export export = module.exportSection().getExport(i);
			if (export.name().equals("_initialize")) {
				instance.export(export.name()).apply();
			}
		}
		return new ChicoryRawInstance(instance);
	}

	/**
	 * WASI, and functions that do nothing for what else is imported.
	 */
	private static List<com.dylibso.chicory.runtime.ImportFunction> imports(WasmModule module) {
		List<com.dylibso.chicory.runtime.ImportFunction> functions = new ArrayList<>(
				List.of(WasiPreview1.builder().withOptions(WasiOptions.builder().build()).build().toHostFunctions()));
		module.importSection()
			.stream()
			.filter(FunctionImport.class::isInstance)
			.map(FunctionImport.class::cast)
			.filter((imported) -> !imported.module().equals(WASI))
			.forEach((imported) -> {
				FunctionType type = module.typeSection().getType(imported.typeIndex());
				functions.add(new HostFunction(imported.module(), imported.name(), type,
						(instance, arguments) -> new long[type.returns().size()]));
			});
		return functions;
	}

}
