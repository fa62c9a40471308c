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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.WasmModuleDetails;

/**
 * What the page shows of a module.
 *
 * @param details what is known without loading it
 * @param functions functions that it exports
 * @param others what else it exports
 * @param imports what it imports
 */
record ModuleView(WasmModuleDetails details, List<FunctionView> functions, List<WasmExport> others,
		List<WasmImport> imports) {

	private static final int MOST_SHOWN = 200;

	static ModuleView of(WasmModule module, WasmModuleDetails details, TextCalls texts) {
		if (details.load() == null) {
			return new ModuleView(details, List.of(), List.of(), List.of());
		}
		List<WasmExport> exports = module.getExports();
		return new ModuleView(details,
				exports.stream()
					.filter((export) -> export.type() instanceof WasmFunctionType)
					.limit(MOST_SHOWN)
					.map((export) -> FunctionView.of(export,
							texts.isPossible(module, export.name(), (WasmFunctionType) export.type())))
					.toList(),
				exports.stream()
					.filter((export) -> !(export.type() instanceof WasmFunctionType))
					.limit(MOST_SHOWN)
					.toList(),
				module.getImports().stream().limit(MOST_SHOWN).toList());
	}

	/**
	 * Return where the code that serves came from, or {@code null} if none does.
	 */
	public @Nullable String getOrigin() {
		if (this.details.load() == null) {
			return null;
		}
		String duration = "%,d ms".formatted(this.details.load().duration().toMillis());
		return switch (this.details.load().source()) {
			case COMPILED -> "compiled in " + duration;
			case ARTIFACT -> "read from disk in " + duration;
			case MEMORY -> "found in memory in " + duration;
		};
	}

	/**
	 * A function that a module exports.
	 *
	 * @param name its name
	 * @param type its type
	 * @param text whether it takes and returns text
	 */
	record FunctionView(String name, WasmFunctionType type, boolean text) {

		static FunctionView of(WasmExport export, boolean text) {
			return new FunctionView(export.name(), (WasmFunctionType) export.type(), text);
		}

		/**
		 * Return whether numbers are all that it takes and returns.
		 */
		public boolean isNumeric() {
			return this.type.isNumeric();
		}

	}

}
