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
		this.linker = new ImportLinker(settings.hostFunctions(), settings.wasiProvider());
		this.trustingLinker = this.linker.trusting();
		this.serializer = new ModuleSerializer(settings.signer());
		this.checks = new BinaryChecks(backends, this.linker, settings.checks());
	}

	/**
	 * Check what a definition stands for, and load nothing.
	 */
	WasmValidation validate(WasmModuleDefinition definition) {
		WasmBackend backend = this.backends.getBackend(definition.backend(), definition.name());
		try {
			byte[] bytes = read(definition);
			if (SerializedModule.isSerialized(bytes)) {
				SerializedModule module = this.serializer.read(definition, bytes);
				verifyDigest(definition, module::digest);
				return BinaryChecks.trusted();
			}
			verifyDigest(definition, () -> WasmBinary.digest(bytes));
			return this.checks.validate(definition, backend, bytes);
		}
		catch (WasmLoadException ex) {
			return BinaryChecks.unreadable(ex, definition.context(null));
		}
	}

	private byte[] read(WasmModuleDefinition definition) {
		return new LocationReader(definition, this.settings.httpClient(), this.settings.downloadTimeout()).read();
	}

	/**
	 * Check a binary that is no module yet.
	 */
	WasmValidation validate(byte[] bytes, WasmBackend backend) {
		return this.checks.validate(this.settings, backend, bytes);
	}

	DefaultWasmModule load(WasmModuleDefinition definition) {
		try {
			return doLoad(definition);
		}
		catch (WasmLoadException ex) {
			throw ex.withSettingNames(definition.context(null).settingNamesOr(SettingNames.NEUTRAL));
		}
	}

	private DefaultWasmModule doLoad(WasmModuleDefinition definition) {
		WasmBackend backend = this.backends.getBackend(definition.backend(), definition.name());
		long start = System.nanoTime();
		WasmBinary known = this.known.find(definition);
		DefaultWasmModule module = (known != null) ? openKnown(definition, backend, known)
				: loadUnknown(definition, backend);
		module.loadedWithin(System.nanoTime() - start);
		if (logger.isDebugEnabled()) {
			logger.debug("Loaded module '%s' from %s on backend '%s': %s".formatted(definition.name(),
					LocationText.of(definition.location()), backend.getId(), module.getLoad()));
		}
		return module;
	}

	/**
	 * Open a module that was loaded before. It is not tried again, unless that depends on
	 * directories.
	 */
	private DefaultWasmModule openKnown(WasmModuleDefinition definition, WasmBackend backend, WasmBinary binary) {
		boolean trusted = definition.wasi() == null || definition.wasi().directories().isEmpty();
		return open(definition, backend, backend.load(binary), binary.getDigest(), trusted);
	}

	private DefaultWasmModule loadUnknown(WasmModuleDefinition definition, WasmBackend backend) {
		FileStamp stamp = FileStamp.of(definition.location());
		byte[] bytes = read(definition);
		return (SerializedModule.isSerialized(bytes)) ? deserialize(definition, backend, bytes)
				: compile(definition, backend, bytes, stamp);
	}

	private DefaultWasmModule compile(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes,
			@Nullable FileStamp stamp) {
		verifyDigest(definition, () -> WasmBinary.digest(bytes));
		WasmBinary binary = this.checks.check(definition, backend, bytes);
		DefaultWasmModule module = open(definition, backend, backend.load(binary), binary.getDigest(), false);
		this.known.add(definition, stamp, binary);
		return module;
	}

	private DefaultWasmModule deserialize(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes) {
		SerializedModule module = this.serializer.read(definition, bytes);
		verifyDigest(definition, module::digest);
		return open(definition, backend, this.serializer.load(definition, backend, module), module.digest(), false);
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

	private DefaultWasmModule open(WasmModuleDefinition definition, WasmBackend backend, BackendModule compiled,
			String digest, boolean trusted) {
		DefaultWasmModule module = link(definition, backend, compiled, digest, trusted);
		if (!trusted) {
			try {
				module.tryOut();
			}
			catch (WasmMemoryExhaustedException ex) {
				module.close();
				throw new WasmLoadException(Reason.LIMIT_EXCEEDED, ex.getContext(), ex.getFactText(),
						ex.getRemedyText(), ex);
			}
			catch (RuntimeException | Error ex) {
				module.close();
				throw ex;
			}
		}
		return module;
	}

	private DefaultWasmModule link(WasmModuleDefinition definition, WasmBackend backend, BackendModule compiled,
			String digest, boolean trusted) {
		try {
			return new DefaultWasmModule(definition, digest, compiled, (trusted) ? this.trustingLinker : this.linker,
					this.settings.virtualThreads(),
					() -> this.serializer.serialize(definition, backend, compiled, digest));
		}
		catch (RuntimeException | Error ex) {
			compiled.close();
			throw ex;
		}
	}

}
