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
import java.util.Set;
import java.util.stream.Collectors;

import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.NearMiss;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.binary.ModuleOrigin;

/**
 * Says which imports nothing provides, and what to do about it: for whom the module was
 * made, or how to provide the first of them.
 *
 * @param module the module that imports them
 * @param imports the imports
 * @param hostFunctions what the application offers
 * @param wasiAllowed whether the module may use WASI
 * @param wasiAvailable whether there is an implementation of WASI
 */
record MissingImports(WasmModule module, List<WasmImport> imports, List<HostFunctions> hostFunctions,
		boolean wasiAllowed, boolean wasiAvailable) {

	private static final int MOST_LISTED = 50;

	private static final int MOST_NEAR_MISSES = 10;

	WasmLinkException failure() {
		String listed = this.imports.stream()
			.limit(MOST_LISTED)
			.map(WasmImport::toString)
			.collect(Collectors.joining("; "));
		int more = this.imports.size() - MOST_LISTED;
		List<NearMiss> nearMisses = nearMisses();
		String also = nearMisses.stream().map(NearMiss::description).map("; "::concat).collect(Collectors.joining());
		return new WasmLinkException(
				WasmErrorContext.of(this.module), WasmText.of("imports that nothing provides: %s%s%s", listed,
						(more > 0) ? " and " + more + " more" : "", also),
				(nearMisses.isEmpty()) ? remedy() : remedy(nearMisses), null);
	}

	private List<NearMiss> nearMisses() {
		return this.imports.stream()
			.limit(MOST_LISTED)
			.filter((wanted) -> wanted.type() instanceof WasmFunctionType)
			.flatMap((wanted) -> this.hostFunctions.stream()
				.flatMap((provider) -> provider.findNearMisses(wanted.module(), wanted.name()).stream()))
			.limit(MOST_NEAR_MISSES)
			.toList();
	}

	private static WasmText remedy(List<NearMiss> nearMisses) {
		return WasmText.of("%s", nearMisses.stream().map(NearMiss::remedy).distinct().collect(Collectors.joining(" ")));
	}

	private WasmText remedy() {
		ModuleOrigin origin = ModuleOrigin.of(suspects(), this.module.getExports(), Set.of(), customSections());
		return (origin != null) ? WasmText.of("This is %s. %s", origin.getDescription(), origin.getRemedy())
				: hostRemedy();
	}

	/**
	 * Return what tells who made the module: what is missing, and what every instance has
	 * for itself.
	 */
	private List<WasmImport> suspects() {
		return this.module.getImports()
			.stream()
			.filter((wanted) -> !(wanted.type() instanceof WasmFunctionType) || this.imports.contains(wanted))
			.toList();
	}

	private List<String> customSections() {
		return (this.module instanceof UncompiledModule uncompiled) ? uncompiled.customSections() : List.of();
	}

	private WasmText hostRemedy() {
		WasmImport function = this.imports.stream()
			.filter((wanted) -> wanted.type() instanceof WasmFunctionType)
			.findFirst()
			.orElse(null);
		if (function == null) {
			return WasmText.of("Tags and global offset tables cannot be provided; link everything into one module.");
		}
		if (function.module().equals(WasiProvider.MODULE)) {
			return wasiRemedy();
		}
		return WasmText.of(
				"Provide functions by a bean annotated with @WasmHost(\"%s\") and a method annotated with @WasmHostFunction(\"%s\"), or by a HostFunctions bean.",
				function.module(), function.name());
	}

	private WasmText wasiRemedy() {
		if (!this.wasiAllowed) {
			return WasmText.of("Remove %s, or compile the guest so that it does not need WASI.",
					WasmSetting.WASI_ENABLED.assigning("false"));
		}
		return WasmText.of((this.wasiAvailable) ? "WASI preview 1 has no such function; compile the guest for it."
				: "Add 'com.dylibso.chicory:wasi' to the dependencies; 'io.github.wasmspring:wasm-spring-boot-starter' brings it.");
	}

}
