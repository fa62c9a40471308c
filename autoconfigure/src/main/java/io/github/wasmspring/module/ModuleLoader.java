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

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.InstanceMode;

/**
 * Makes a module ready to call: reads, verifies, compiles, links and tries it.
 */
final class ModuleLoader {

	private static final Log logger = LogFactory.getLog(ModuleLoader.class);

	private final WasmBackends backends;

	private final ImportLinker linker;

	private final ImportLinker trustingLinker;

	private final ModuleSerializer serializer;

	private final KnownModules known = new KnownModules();

	private final BinaryChecks checks;

	private final ModuleRegistrySettings settings;

	ModuleLoader(WasmBackends backends, ModuleRegistrySettings settings) {
		this.backends = backends;
		this.settings = settings;
		this.linker = new ImportLinker(settings);
		this.trustingLinker = this.linker.trusting();
		this.serializer = new ModuleSerializer(settings.signer());
		this.checks = new BinaryChecks(backends, this.linker, settings.checks());
	}

	/**
	 * Check what a definition stands for, and load nothing.
	 * @param check what it has to fit besides
	 */
	WasmValidation validate(WasmModuleDefinition definition, WasmModuleCheck check) {
		WasmBackend backend = this.backends.getBackend(definition.backend(), definition.name());
		try {
			byte[] bytes = read(definition);
			if (SerializedModule.isSerialized(bytes)) {
				SerializedModule module = this.serializer.read(definition, bytes);
				verifyDigest(definition, module::digest);
				return BinaryChecks.trusted();
			}
			verifyDigest(definition, () -> WasmBinary.digest(bytes));
			return this.checks.validate(definition, backend, bytes, check);
		}
		catch (WasmLoadException ex) {
			return BinaryChecks.unreadable(ex, definition.context(null));
		}
	}

	private byte[] read(WasmModuleDefinition definition) {
		return reader(definition).read();
	}

	private LocationReader reader(WasmModuleDefinition definition) {
		return new LocationReader(definition, this.settings.httpClient(), this.settings.downloadTimeout());
	}

	/**
	 * Check that a definition has a backend, and something at its location if that is on
	 * this machine. Nothing is read yet.
	 */
	void locate(WasmModuleDefinition definition) {
		findBackend(definition);
		withNames(definition, () -> {
			reader(definition).locate();
			return definition;
		});
	}

	/**
	 * Check a binary that is no module yet.
	 */
	WasmValidation validate(byte[] bytes, WasmBackend backend) {
		return this.checks.validate(this.settings, backend, bytes);
	}

	/**
	 * Read a module, and check everything that can be checked before it is compiled.
	 * @param check what it has to fit besides
	 */
	ReadModule read(WasmModuleDefinition definition, WasmModuleCheck check) {
		WasmBackend backend = findBackend(definition);
		long start = System.nanoTime();
		ReadModule known = this.known.find(definition);
		if (known != null) {
			return known.within(System.nanoTime() - start);
		}
		FileStamp stamp = FileStamp.of(definition.location());
		return read(definition, backend, withNames(definition, () -> read(definition)), stamp, check)
			.within(System.nanoTime() - start);
	}

	/**
	 * Check a module that was read before.
	 * @param bytes what was read then
	 */
	ReadModule read(WasmModuleDefinition definition, byte[] bytes, WasmModuleCheck check) {
		WasmBackend backend = findBackend(definition);
		long start = System.nanoTime();
		return read(definition, backend, bytes, null, check).within(System.nanoTime() - start);
	}

	private WasmBackend findBackend(WasmModuleDefinition definition) {
		return withNames(definition, () -> this.backends.getBackend(definition.backend(), definition.name()));
	}

	private ReadModule read(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes,
			@Nullable FileStamp stamp, WasmModuleCheck check) {
		return withNames(definition, () -> {
			if (SerializedModule.isSerialized(bytes)) {
				SerializedModule module = this.serializer.read(definition, bytes);
				verifyDigest(definition, module::digest);
				return ReadModule.serialized(definition, backend, bytes, module);
			}
			verifyDigest(definition, () -> WasmBinary.digest(bytes));
			WasmBinary binary = this.checks.check(definition, backend, bytes, check);
			return ReadModule.binary(definition, backend, bytes, binary, stamp);
		});
	}

	/**
	 * Return a module as one for an interpreter that can run it before it is compiled, or
	 * {@code null} if there is none. The state of a single instance would be lost with
	 * the interpreter.
	 */
	@Nullable ReadModule interpret(ReadModule module) {
		String interpreter = module.backend().getInterpreterId();
		if (interpreter == null || module.binary() == null
				|| module.definition().instances().mode() == InstanceMode.SINGLE
				|| !this.backends.getIds().contains(interpreter)) {
			return null;
		}
		return module.on(this.backends.getBackend(interpreter, module.definition().name()));
	}

	/**
	 * Compile, link and try a module. It is not tried again if it was loaded before,
	 * unless that depends on directories.
	 * @param owner the module that is to have this version, or {@code null}
	 */
	ModuleVersion load(ReadModule module, @Nullable DefaultWasmModule owner) {
		return load(module, owner, () -> compile(module));
	}

	/**
	 * Link and try a module.
	 * @param owner the module that is to have this version, or {@code null}
	 * @param compiler returns it compiled
	 */
	ModuleVersion load(ReadModule module, @Nullable DefaultWasmModule owner, Supplier<BackendModule> compiler) {
		WasmModuleDefinition definition = module.definition();
		long start = System.nanoTime();
		ModuleVersion version = withNames(definition, () -> {
			boolean trusted = module.known()
					&& (definition.wasi() == null || definition.wasi().directories().isEmpty());
			return open(module, owner, compiler.get(), trusted);
		});
		version.loadedWithin(module.nanos() + System.nanoTime() - start);
		if (!module.isInterim()) {
			this.known.add(module);
		}
		if (logger.isDebugEnabled()) {
			logger.debug("Loaded module '%s' from %s on backend '%s': %s".formatted(definition.name(),
					LocationText.of(definition.location()), module.backend().getId(), version.getLoad()));
		}
		return version;
	}

	private static <T> T withNames(WasmModuleDefinition definition, Supplier<T> load) {
		try {
			return load.get();
		}
		catch (WasmLoadException ex) {
			throw ex.withSettingNames(definition.context(null).settingNamesOr(SettingNames.NEUTRAL));
		}
	}

	/**
	 * Compile a module, which runs no code of its own and needs nothing but its backend.
	 */
	BackendModule compile(ReadModule module) {
		WasmBinary binary = module.binary();
		return (binary != null) ? module.backend().load(binary) : this.serializer.load(module.definition(),
				module.backend(), Objects.requireNonNull(module.serialized()));
	}

	private void verifyDigest(WasmModuleDefinition definition, Supplier<String> digest) {
		String expected = definition.sha256();
		if (expected == null) {
			return;
		}
		String actual = digest.get();
		if (!actual.equals(expected.strip().toLowerCase(Locale.ROOT))) {
			throw new WasmLoadException(Reason.DIGEST_MISMATCH, definition.context(null),
					WasmText.of("the SHA-256 digest of %s is %s, but %s is required",
							LocationText.of(definition.location()), actual, expected),
					WasmText.of("If the file is the one that you want, set %s; otherwise replace the file.",
							WasmSetting.SHA256.assigning(actual)),
					null);
		}
	}

	private ModuleVersion open(ReadModule module, @Nullable DefaultWasmModule owner, BackendModule compiled,
			boolean trusted) {
		ModuleVersion version = link(module, owner, compiled, trusted);
		try {
			if (!trusted) {
				version.tryOut();
			}
			version.probe();
			if (!module.isInterim()) {
				version.warmUp();
			}
			return version;
		}
		catch (WasmMemoryExhaustedException ex) {
			version.discard();
			throw new WasmLoadException(Reason.LIMIT_EXCEEDED, ex.getContext(), ex.getFactText(), ex.getRemedyText(),
					ex);
		}
		catch (RuntimeException | Error ex) {
			version.discard();
			throw ex;
		}
	}

	private ModuleVersion link(ReadModule module, @Nullable DefaultWasmModule owner, BackendModule compiled,
			boolean trusted) {
		ImportLinker linker = ((trusted) ? this.trustingLinker : this.linker).with(module.definition().hostFunctions());
		try {
			return new ModuleVersion(module, owner, compiled, linker, this.settings.virtualThreads(),
					() -> this.serializer.serialize(module.definition(), module.backend(), compiled, module.digest()));
		}
		catch (RuntimeException | Error ex) {
			compiled.close();
			throw ex;
		}
	}

}
