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

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.host.HostFunction;
import io.github.wasmspring.host.HostFunctions;
import io.github.wasmspring.instance.ModuleImports;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * Finds a function of the host for each import of a module.
 */
final class ImportLinker {

	private final List<HostFunctions> hostFunctions;

	private final @Nullable WasiProvider wasiProvider;

	private final boolean wasiChecked;

	private final GrantedDirectories granted;

	ImportLinker(Collection<? extends HostFunctions> hostFunctions, @Nullable WasiProvider wasiProvider) {
		this(List.copyOf(hostFunctions), wasiProvider, false, new GrantedDirectories());
	}

	private ImportLinker(List<HostFunctions> hostFunctions, @Nullable WasiProvider wasiProvider, boolean wasiChecked,
			GrantedDirectories granted) {
		this.hostFunctions = hostFunctions;
		this.wasiProvider = wasiProvider;
		this.wasiChecked = wasiChecked;
		this.granted = granted;
	}

	/**
	 * Return a linker for modules that were linked before, with the same settings: what
	 * they import from WASI is there.
	 */
	ImportLinker trusting() {
		return new ImportLinker(this.hostFunctions, this.wasiProvider, true, this.granted);
	}

	/**
	 * Link a module.
	 * @param wasi what its instances may see of the system, or {@code null}
	 * @throws WasmLinkException if something is missing or does not fit
	 */
	ModuleImports link(WasmModule module, @Nullable WasiSettings wasi) {
		Map<BackendImports.Key, ModuleImports.LinkedFunction> functions = new LinkedHashMap<>();
		List<WasmImport> unresolved = new ArrayList<>();
		List<HostFunction> offered = this.hostFunctions.stream()
			.flatMap((provider) -> provider.getFunctions().stream())
			.toList();
		for (WasmImport wanted : module.getImports()) {
			HostFunction function = find(module, wanted, offered);
			if (function != null && wanted.type() instanceof WasmFunctionType type) {
				functions.put(new BackendImports.Key(wanted.module(), wanted.name()),
						new ModuleImports.LinkedFunction(type, function.link(module, wanted.name(), type)));
			}
			else {
				unresolved.add(wanted);
			}
		}
		WasiContexts contexts = (unresolved.stream().anyMatch(ImportLinker::isWasi)) ? openWasi(module, wasi) : null;
		boolean linked = false;
		try {
			if (contexts != null) {
				unresolved.removeAll(provided(contexts, unresolved));
			}
			if (!unresolved.isEmpty()) {
				throw new MissingImports(module, unresolved, wasi != null, this.wasiProvider != null).failure();
			}
			linked = true;
		}
		finally {
			if (!linked && contexts != null) {
				contexts.close();
			}
		}
		return new ModuleImports(functions, contexts);
	}

	private static boolean isWasi(WasmImport wanted) {
		return wanted.module().equals(WasiProvider.MODULE);
	}

	private @Nullable WasiContexts openWasi(WasmModule module, @Nullable WasiSettings settings) {
		if (settings == null || this.wasiProvider == null) {
			return null;
		}
		try {
			return this.granted.hold(module, this.wasiProvider.open(module.getName(), settings));
		}
		catch (UncheckedIOException ex) {
			throw new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(module),
					"cannot open the directories that it may use: " + ex.getCause(),
					"Correct 'wasm.modules.%s.wasi.directories'.".formatted(module.getName()), ex);
		}
	}

	private List<WasmImport> provided(WasiContexts contexts, List<WasmImport> wanted) {
		if (this.wasiChecked) {
			return wanted.stream().filter(ImportLinker::isWasi).toList();
		}
		try (WasiContext context = contexts.open()) {
			Map<BackendImports.Key, BackendImports.Function> functions = context.imports().functions();
			return wanted.stream().filter((candidate) -> {
				BackendImports.Function function = functions
					.get(new BackendImports.Key(candidate.module(), candidate.name()));
				return function != null && function.type().equals(candidate.type());
			}).toList();
		}
	}

	private static @Nullable HostFunction find(WasmModule module, WasmImport wanted, List<HostFunction> offered) {
		if (offered.isEmpty()) {
			return null;
		}
		List<HostFunction> found = offered.stream()
			.filter((function) -> function.getModule().equals(wanted.module())
					&& function.getNames().contains(wanted.name()))
			.toList();
		if (found.size() > 1) {
			throw new WasmLinkException(WasmErrorContext.of(module),
					"several host functions fit the import %s.%s: %s".formatted(wanted.module(), wanted.name(), found),
					"Rename or remove all but one of them.", null);
		}
		return (found.isEmpty()) ? null : found.get(0);
	}

}
