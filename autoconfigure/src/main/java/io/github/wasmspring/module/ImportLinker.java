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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.host.HostFunction;
import io.github.wasmspring.host.HostFunctions;
import io.github.wasmspring.instance.ModuleImports;

/**
 * Finds a function of the host for each import of a module.
 */
final class ImportLinker {

	private final List<HostFunctions> hostFunctions;

	ImportLinker(Collection<? extends HostFunctions> hostFunctions) {
		this.hostFunctions = List.copyOf(hostFunctions);
	}

	/**
	 * Link a module.
	 * @throws WasmLinkException if something is missing or does not fit
	 */
	ModuleImports link(WasmModule module) {
		Map<BackendImports.Key, ModuleImports.LinkedFunction> functions = new LinkedHashMap<>();
		List<WasmImport> missing = new ArrayList<>();
		for (WasmImport wanted : module.getImports()) {
			HostFunction function = find(module, wanted);
			if (function != null && wanted.type() instanceof WasmFunctionType type) {
				functions.put(new BackendImports.Key(wanted.module(), wanted.name()),
						new ModuleImports.LinkedFunction(type, function.link(module, wanted.name(), type)));
			}
			else {
				missing.add(wanted);
			}
		}
		if (!missing.isEmpty()) {
			throw missing(module, missing);
		}
		return new ModuleImports(functions);
	}

	private @Nullable HostFunction find(WasmModule module, WasmImport wanted) {
		List<HostFunction> found = this.hostFunctions.stream()
			.flatMap((provider) -> provider.getFunctions().stream())
			.filter((function) -> function.getModule().equals(wanted.module())
					&& function.getNames().contains(wanted.name()))
			.toList();
		if (found.size() > 1) {
			throw new WasmLinkException(WasmErrorContext.of(module, (String) null),
					"several host functions fit the import %s.%s: %s".formatted(wanted.module(), wanted.name(), found),
					"Rename or remove all but one of them.", null);
		}
		return (found.isEmpty()) ? null : found.get(0);
	}

	private WasmLinkException missing(WasmModule module, List<WasmImport> missing) {
		String listed = missing.stream().map(WasmImport::toString).collect(Collectors.joining("; "));
		return new WasmLinkException(WasmErrorContext.of(module, (String) null),
				"imports that nothing provides: " + listed, remedy(missing), null);
	}

	private String remedy(List<WasmImport> missing) {
		for (WasmImport wanted : missing) {
			if (wanted.type() instanceof WasmFunctionType) {
				return "Provide functions by a bean annotated with @WasmHost(\"%s\") and a method annotated with @WasmHostFunction(\"%s\"), or by a HostFunctions bean."
					.formatted(wanted.module(), wanted.name());
			}
		}
		return "Memories, tables and globals cannot be provided; define and export them in the guest.";
	}

}
