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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.PatternMatchUtils;

import io.github.wasmspring.HostFunction;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.abi.ImportProvider;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.instance.ModuleImports;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * Finds a function of the host for each import of a module.
 */
final class ImportLinker {

	/**
	 * What a single module may import, before what all may.
	 */
	private final List<HostFunctions> ownFunctions;

	private final ModuleRegistrySettings settings;

	private final boolean wasiChecked;

	private final GrantedDirectories granted;

	/**
	 * Create a linker.
	 * @param settings what all modules may import, and the conventions that they can
	 * follow
	 */
	ImportLinker(ModuleRegistrySettings settings) {
		this(List.of(), settings, false, new GrantedDirectories());
	}

	private ImportLinker(List<HostFunctions> ownFunctions, ModuleRegistrySettings settings, boolean wasiChecked,
			GrantedDirectories granted) {
		this.ownFunctions = ownFunctions;
		this.settings = settings;
		this.wasiChecked = wasiChecked;
		this.granted = granted;
	}

	/**
	 * Return a linker for modules that were linked before, with the same settings: what
	 * they import from WASI is there.
	 */
	ImportLinker trusting() {
		return new ImportLinker(this.ownFunctions, this.settings, true, this.granted);
	}

	/**
	 * Return a linker for a module that may import more than others.
	 * @param functions what comes before the functions that all modules may import
	 */
	ImportLinker with(List<HostFunctions> functions) {
		return (functions.isEmpty()) ? this
				: new ImportLinker(functions, this.settings, this.wasiChecked, this.granted);
	}

	WasmConventions conventions() {
		return this.settings.conventions();
	}

	/**
	 * Link a module.
	 * @param wasi what its instances may see of the system, or {@code null}
	 * @throws WasmLinkException if something is missing or does not fit
	 */
	ModuleImports link(WasmModule module, @Nullable WasiSettings wasi) {
		return link(module, wasi, this.granted::hold);
	}

	private ModuleImports link(WasmModule module, @Nullable WasiSettings wasi,
			BiFunction<WasmModule, WasiContexts, WasiContexts> grant) {
		Map<BackendImports.Key, ModuleImports.LinkedFunction> functions = new LinkedHashMap<>();
		List<WasmImport> unresolved = new ArrayList<>();
		Map<BackendImports.Key, List<HostFunction>> own = offered(this.ownFunctions);
		Map<BackendImports.Key, List<HostFunction>> offered = offered(this.settings.hostFunctions());
		for (WasmImport wanted : module.getImports()) {
			BackendImports.Key key = key(wanted);
			HostFunction function = find(module, key, (own.containsKey(key)) ? own : offered);
			if (function != null && wanted.type() instanceof WasmFunctionType type) {
				checkNumeric(module, wanted, type);
				put(module, wanted, type, functions,
						observed(module, wanted, function.link(module, wanted.name(), type)));
			}
			else if (!isDefined(wanted)) {
				unresolved.add(wanted);
			}
		}
		WasiContexts contexts = (unresolved.stream().anyMatch(ImportLinker::isWasi)) ? openWasi(module, wasi, grant)
				: null;
		boolean complete = false;
		try {
			if (contexts != null) {
				unresolved.removeIf(provided(contexts));
			}
			unresolved.removeIf((wanted) -> linkProvided(module, wanted, functions));
			if (!unresolved.isEmpty()) {
				throw new MissingImports(module, unresolved, this.settings.hostFunctions(), wasi != null,
						this.settings.wasiProvider() != null)
					.failure();
			}
			complete = true;
		}
		finally {
			if (!complete && contexts != null) {
				contexts.close();
			}
		}
		return new ModuleImports(functions, contexts);
	}

	private HostFunctionBody observed(WasmModule module, WasmImport wanted, HostFunctionBody body) {
		HostFunctionBody observed = body;
		for (WasmModuleObserver observer : this.settings.observers()) {
			observed = observer.observe(module, wanted, observed);
		}
		return observed;
	}

	/**
	 * Check whether a module can be linked.
	 * @param wasi what its instances may see of the system, or {@code null}
	 * @throws WasmLinkException if something is missing or does not fit
	 */
	void check(WasmModule module, @Nullable WasiSettings wasi) {
		link(module, wasi, this.granted::check).close();
	}

	/**
	 * Link an import to what the convention of the module or another provider has for it.
	 * @return whether there was something
	 */
	private boolean linkProvided(WasmModule module, WasmImport wanted,
			Map<BackendImports.Key, ModuleImports.LinkedFunction> functions) {
		if (!(wanted.type() instanceof WasmFunctionType type)) {
			return false;
		}
		HostFunctionBody body = conventions().get(module).findImport(module, wanted.module(), wanted.name(), type);
		for (ImportProvider provider : this.settings.importProviders()) {
			if (body == null) {
				body = provider.findImport(module, wanted.module(), wanted.name(), type);
			}
		}
		if (body == null) {
			return false;
		}
		checkNumeric(module, wanted, type);
		put(module, wanted, type, functions, body);
		return true;
	}

	private static void put(WasmModule module, WasmImport wanted, WasmFunctionType type,
			Map<BackendImports.Key, ModuleImports.LinkedFunction> functions, HostFunctionBody body) {
		ModuleImports.LinkedFunction other = functions.put(key(wanted), new ModuleImports.LinkedFunction(type, body));
		if (other != null && !other.type().equals(type)) {
			throw new WasmLinkException(WasmErrorContext.of(module),
					"%s.%s is imported as %s and as %s".formatted(wanted.module(), wanted.name(), other.type(), type),
					"Declare it once in the guest.", null);
		}
	}

	/**
	 * References would be other numbers on each backend, and some can pass none.
	 */
	private static void checkNumeric(WasmModule module, WasmImport wanted, WasmFunctionType type) {
		if (!type.isNumeric()) {
			throw new WasmLinkException(WasmErrorContext.of(module),
					"imports %s, but only numbers can be passed to the host".formatted(wanted),
					"Keep references in a table of the guest, and pass their indexes.", null);
		}
	}

	/**
	 * Return whether every instance has what is imported for itself. Addresses in a
	 * global offset table are those of other modules.
	 */
	private static boolean isDefined(WasmImport wanted) {
		return switch (wanted.kind()) {
			case MEMORY, TABLE -> true;
			case GLOBAL -> !wanted.module().equals("GOT.mem") && !wanted.module().equals("GOT.func");
			default -> false;
		};
	}

	private static boolean isWasi(WasmImport wanted) {
		return wanted.module().equals(WasiProvider.MODULE);
	}

	private @Nullable WasiContexts openWasi(WasmModule module, @Nullable WasiSettings settings,
			BiFunction<WasmModule, WasiContexts, WasiContexts> grant) {
		if (settings == null || this.settings.wasiProvider() == null) {
			return null;
		}
		try {
			return grant.apply(module, this.settings.wasiProvider().open(module, settings));
		}
		catch (UncheckedIOException ex) {
			throw new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(module),
					WasmText.of("cannot open the directories that it may use: %s", ex.getCause()),
					WasmText.of("Correct %s.", WasmSetting.WASI_DIRECTORIES), ex);
		}
	}

	/**
	 * Return what tells whether WASI provides an import.
	 */
	private Predicate<WasmImport> provided(WasiContexts contexts) {
		if (this.wasiChecked) {
			return ImportLinker::isWasi;
		}
		try (WasiContext context = contexts.open()) {
			Map<BackendImports.Key, BackendImports.Function> functions = context.imports().functions();
			return (wanted) -> {
				BackendImports.Function function = functions.get(key(wanted));
				return function != null && function.type().equals(wanted.type());
			};
		}
	}

	private static BackendImports.Key key(WasmImport wanted) {
		return new BackendImports.Key(wanted.module(), wanted.name());
	}

	/**
	 * Return the functions of the host by what they can be imported as.
	 */
	private static Map<BackendImports.Key, List<HostFunction>> offered(List<HostFunctions> providers) {
		Map<BackendImports.Key, List<HostFunction>> offered = new HashMap<>();
		for (HostFunctions provider : providers) {
			for (HostFunction function : provider.getFunctions()) {
				for (String name : Set.copyOf(function.getNames())) {
					offered
						.computeIfAbsent(new BackendImports.Key(function.getModule(), name), (key) -> new ArrayList<>())
						.add(function);
				}
			}
		}
		return offered;
	}

	/**
	 * Return what a module imports: what is offered to some modules only, if that is
	 * among them, and else what is offered to all.
	 */
	private static @Nullable HostFunction find(WasmModule module, BackendImports.Key wanted,
			Map<BackendImports.Key, List<HostFunction>> offered) {
		Map<Boolean, List<HostFunction>> found = offered.getOrDefault(wanted, List.of())
			.stream()
			.filter((function) -> isFor(module, function))
			.collect(Collectors.partitioningBy((function) -> function.getImporters().isEmpty()));
		HostFunction special = findOnly(module, wanted, found.getOrDefault(false, List.of()));
		return (special != null) ? special : findOnly(module, wanted, found.getOrDefault(true, List.of()));
	}

	private static boolean isFor(WasmModule module, HostFunction function) {
		List<String> importers = function.getImporters();
		return importers.isEmpty() || PatternMatchUtils.simpleMatch(importers.toArray(String[]::new), module.getName());
	}

	private static @Nullable HostFunction findOnly(WasmModule module, BackendImports.Key wanted,
			List<HostFunction> found) {
		if (found.size() > 1) {
			throw new WasmLinkException(WasmErrorContext.of(module),
					"several host functions fit the import %s.%s: %s".formatted(wanted.module(), wanted.name(), found),
					"Rename or remove all but one of them.", null);
		}
		return (found.isEmpty()) ? null : found.get(0);
	}

}
