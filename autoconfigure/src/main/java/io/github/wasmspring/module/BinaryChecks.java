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

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.FeatureCheck;
import io.github.wasmspring.backend.HeapReserve;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.ImportedGlobals;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Checks all that can be checked of a module before it is compiled: first what it needs,
 * then whether it is valid, then whether what it imports is there.
 */
final class BinaryChecks {

	/**
	 * How much heap an encoded module takes, as a multiple of the file.
	 */
	private static final long ENCODED = 3;

	private final FeatureCheck features;

	private final ImportLinker linker;

	private final List<WasmModuleCheck> checks;

	BinaryChecks(WasmBackends backends, ImportLinker linker, List<WasmModuleCheck> checks) {
		this.features = new FeatureCheck(backends);
		this.linker = linker;
		this.checks = checks;
	}

	/**
	 * Check a module.
	 * @param check what it has to fit besides
	 * @return the binary to compile
	 * @throws WasmException if the module must not be compiled
	 */
	WasmBinary check(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes, WasmModuleCheck check) {
		WasmErrorContext context = definition.context(backend.getId());
		DecodedModule decoded = HeapReserve.ofProcess()
			.run(ENCODED * bytes.length, context, () -> DecodedModule.of(context, bytes, definition.limits(),
					definition.instances().maxMemoryPages(), new ImportedGlobals(definition.globals())));
		String digest = WasmBinary.digest(bytes);
		check(definition, backend, digest, decoded, check);
		return WasmBinary.of(decoded, definition.name(), digest, definition.limits().compileTime());
	}

	private void check(WasmModuleDefinition definition, WasmBackend backend, String digest, DecodedModule decoded,
			WasmModuleCheck check) {
		check(definition.context(backend.getId()), backend, decoded);
		UncompiledModule module = new UncompiledModule(definition, digest, decoded, this.linker.conventions());
		this.linker.with(definition.hostFunctions()).check(module, definition.wasi());
		this.checks.forEach((each) -> each.check(module));
		check.check(module);
	}

	private void check(WasmErrorContext context, WasmBackend backend, DecodedModule decoded) {
		if (decoded.isComplete()) {
			this.features.check(context, decoded, backend);
		}
		decoded.verify();
	}

	/**
	 * Check a module, and tell what is wrong with it instead of failing.
	 * @param check what it has to fit besides
	 */
	WasmValidation validate(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes, WasmModuleCheck check) {
		WasmErrorContext context = definition.context(backend.getId());
		DecodedModule decoded = HeapReserve.ofProcess()
			.run(bytes.length, context, () -> DecodedModule.inspect(context, bytes, definition.limits(),
					definition.instances().maxMemoryPages()));
		return validate(context, decoded, () -> check(definition, backend, WasmBinary.digest(bytes), decoded, check));
	}

	/**
	 * Check a binary that is no module yet, so that what it imports may come later.
	 */
	WasmValidation validate(ModuleRegistrySettings settings, WasmBackend backend, byte[] bytes) {
		WasmErrorContext context = new WasmErrorContext(null, null, backend.getId(), settings.settingNames());
		WasmModuleDefinition defaults = settings.defaults().get();
		WasmLoadException tooLarge = tooLarge(context, bytes, defaults.maxBinarySize());
		if (tooLarge != null) {
			return unreadable(tooLarge, context);
		}
		DecodedModule decoded = HeapReserve.ofProcess()
			.run(bytes.length, context, () -> DecodedModule.inspect(context, bytes, defaults.limits(),
					defaults.instances().maxMemoryPages()));
		return validate(context, decoded, () -> check(context, backend, decoded));
	}

	private static @Nullable WasmLoadException tooLarge(WasmErrorContext context, byte[] bytes, DataSize limit) {
		return (bytes.length <= limit.toBytes()) ? null
				: new WasmLoadException(Reason.TOO_LARGE, context,
						WasmText.of("the binary is larger than %d bytes", limit.toBytes()),
						WasmText.of("Raise %s if the file is the right one.", WasmSetting.MAX_BINARY_SIZE), null);
	}

	private static WasmValidation validate(WasmErrorContext context, DecodedModule decoded, Runnable check) {
		try {
			check.run();
			return valid(decoded);
		}
		catch (WasmException ex) {
			return invalid(decoded, ex, context);
		}
	}

	private static WasmValidation valid(DecodedModule decoded) {
		return new WasmValidation(null, null, null, null, decoded.imports(), decoded.exports(),
				decoded.features().keySet());
	}

	private static WasmValidation invalid(DecodedModule decoded, WasmException failure, WasmErrorContext context) {
		return invalid(failure, context, decoded.imports(), decoded.exports(), decoded.features().keySet());
	}

	/**
	 * Tell that nothing is wrong with a serialized module, whose signature was verified.
	 * What it imports and exports is not known before it is loaded.
	 */
	static WasmValidation trusted() {
		return new WasmValidation(null, null, null, null, List.of(), List.of(), Set.of());
	}

	/**
	 * Tell that there is nothing to check.
	 */
	static WasmValidation unreadable(WasmLoadException failure, WasmErrorContext context) {
		return invalid(failure, context, List.of(), List.of(), Set.of());
	}

	private static WasmValidation invalid(WasmException failure, WasmErrorContext context, List<WasmImport> imports,
			List<WasmExport> exports, Set<WasmFeature> features) {
		SettingNames names = context.settingNamesOr(SettingNames.NEUTRAL);
		WasmLoadException load = (failure instanceof WasmLoadException ex) ? ex : null;
		return new WasmValidation((load != null) ? load.getReason() : Reason.UNLINKABLE, failure.getDescription(names),
				(load != null) ? load.getOffset() : null, failure.getRemedy(names), imports, exports, features);
	}

}
