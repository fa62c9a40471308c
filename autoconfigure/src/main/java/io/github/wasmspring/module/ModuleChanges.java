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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.module.ModuleHistory.EarlierVersion;

/**
 * Changes which versions of modules serve, one change of a module at a time.
 */
final class ModuleChanges {

	private static final Log logger = LogFactory.getLog(ModuleChanges.class);

	private final WasmModuleRegistry registry;

	private final ModuleRegistrySettings settings;

	private final ModuleLoader loader;

	private final ModuleNames names;

	private final RetiredVersions retired;

	private final Runnable watch;

	/**
	 * Create a new instance.
	 * @param registry the registry that events tell
	 * @param retired releases the versions that serve no more
	 * @param watch called when a module serves whose file is to be watched
	 */
	ModuleChanges(WasmModuleRegistry registry, ModuleRegistrySettings settings, ModuleLoader loader, ModuleNames names,
			RetiredVersions retired, Runnable watch) {
		this.registry = registry;
		this.settings = settings;
		this.loader = loader;
		this.names = names;
		this.retired = retired;
		this.watch = watch;
	}

	DefaultWasmModule register(WasmModuleDefinition definition) {
		DefaultWasmModule module = this.names.get(definition.name());
		module.history().lock().lock();
		try {
			if (this.names.contains(module)) {
				throw new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(definition.name(), null),
						"a module of this name is registered already", "Choose another name, or replace the module.",
						null);
			}
			registerFree(module, load(module, definition, null));
		}
		finally {
			module.history().lock().unlock();
		}
		return module;
	}

	private void registerFree(DefaultWasmModule module, ModuleVersion version) {
		serve(module, version);
		this.names.add(module);
		log(version);
		publish(new WasmModuleRegisteredEvent(this.registry, module.getName(), version.getDigest(),
				version.getVersion()));
	}

	DefaultWasmModule replace(WasmModuleDefinition definition) {
		DefaultWasmModule module = this.names.get(definition.name());
		module.history().lock().lock();
		try {
			if (this.names.contains(module)) {
				change(module, () -> load(module, definition, null));
			}
			else {
				registerFree(module, load(module, definition, null));
			}
		}
		finally {
			module.history().lock().unlock();
		}
		return module;
	}

	DefaultWasmModule reload(DefaultWasmModule module) {
		module.history().lock().lock();
		try {
			checkRegistered(module);
			WasmModuleDefinition definition = module.serving().get().getDefinition();
			change(module, () -> load(module, definition, null));
		}
		finally {
			module.history().lock().unlock();
		}
		return module;
	}

	void stage(DefaultWasmModule module, WasmModuleDefinition definition) {
		ModuleHistory history = module.history();
		history.lock().lock();
		try {
			checkRegistered(module);
			history.setStaged(load(module, definition, null));
		}
		finally {
			history.lock().unlock();
		}
	}

	DefaultWasmModule promote(DefaultWasmModule module) {
		ModuleHistory history = module.history();
		history.lock().lock();
		try {
			checkRegistered(module);
			ModuleVersion staged = history.takeStaged();
			if (staged == null) {
				throw new IllegalStateException("No version of module '%s' is staged".formatted(module.getName()));
			}
			change(module, () -> staged);
		}
		finally {
			history.lock().unlock();
		}
		return module;
	}

	DefaultWasmModule rollback(DefaultWasmModule module) {
		ModuleHistory history = module.history();
		history.lock().lock();
		try {
			checkRegistered(module);
			EarlierVersion earlier = history.getEarlier();
			if (earlier == null) {
				throw new IllegalStateException("Module '%s' has no earlier version".formatted(module.getName()));
			}
			String digest = module.getDigest();
			change(module, () -> load(module, earlier.definition(), earlier.bytes()));
			history.setEarlier(null);
			history.setRejected(digest);
		}
		finally {
			history.lock().unlock();
		}
		return module;
	}

	void remove(DefaultWasmModule module) {
		module.history().lock().lock();
		try {
			checkRegistered(module);
			ModuleVersion version = module.serving().get();
			String digest = version.getDigest();
			this.names.remove(module);
			version.endObservation();
			close(module);
			publish(new WasmModuleRemovedEvent(this.registry, module.getName(), digest));
		}
		finally {
			module.history().lock().unlock();
		}
	}

	/**
	 * Let no call of a module begin from now on. Whoever observes it goes on, to see that
	 * nothing is left.
	 */
	void close(DefaultWasmModule module) {
		ModuleVersion version = module.serving().find();
		module.serving().close();
		module.history().clear();
		ModuleCompanions.forget(module);
		if (version != null) {
			this.retired.add(version);
		}
	}

	private void checkRegistered(DefaultWasmModule module) {
		if (!this.names.contains(module)) {
			throw new NoSuchWasmModuleException(
					new WasmErrorContext(module.getName(), null, null, this.settings.settingNames()),
					this.names.getNames(), null);
		}
	}

	/**
	 * Let another version serve, or note why it does not.
	 */
	private void change(DefaultWasmModule module, VersionSupplier supplier) {
		ModuleVersion before = module.serving().get();
		ModuleHistory history = module.history();
		ModuleVersion version;
		try {
			version = supplier.get();
			serve(module, version);
		}
		catch (RuntimeException | Error ex) {
			history.setFailure(ex);
			publish(new WasmModuleReplacementFailedEvent(this.registry, module.getName(), before.getDigest(), ex));
			throw ex;
		}
		history.setEarlier(EarlierVersion.of(before));
		history.setRejected(null);
		history.setFailure(null);
		this.retired.add(before.replaced());
		log(version);
		publish(new WasmModuleReplacedEvent(this.registry, module.getName(), version.getDigest(),
				version.getVersion()));
	}

	/**
	 * Load a version that is to serve.
	 * @param bytes what was read from its location before, or {@code null} to read it
	 */
	private ModuleVersion load(DefaultWasmModule module, WasmModuleDefinition definition, byte @Nullable [] bytes) {
		WatchedModules.check(definition);
		WasmModuleCheck check = (candidate) -> module.serving().check(candidate);
		ReadModule read = (bytes != null) ? this.loader.read(definition, bytes, check)
				: this.loader.read(definition, check);
		return this.loader.load(read, module);
	}

	/**
	 * Let a version serve that fits everything that uses the module.
	 */
	private void serve(DefaultWasmModule module, ModuleVersion version) {
		boolean serves = false;
		try {
			WasmModuleObserver observer = this.settings.observer();
			WasmModuleObservation observation = (observer != null) ? version.observe(observer) : null;
			while (!serves) {
				serves = module.serving().serve(version, module.serving().check(version));
			}
			if (version.getDefinition().reload()) {
				this.watch.run();
			}
			if (observation != null) {
				observation.registered(version.getLoad(), module.getUsage());
			}
		}
		finally {
			if (!serves) {
				version.discard();
			}
		}
	}

	private static void log(ModuleVersion version) {
		if (logger.isInfoEnabled()) {
			WasmModuleLoad load = version.getLoad();
			logger.info("Module '%s' is ready: version %d, digest %s, backend '%s', %d bytes, %s in %d ms".formatted(
					version.getName(), version.getVersion(), version.getDigest(), version.getBackend(),
					version.getBytes().length, load.source(), load.duration().toMillis()));
		}
	}

	private void publish(WasmModuleEvent event) {
		try {
			this.settings.events().accept(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of %s failed".formatted(event), ex);
		}
	}

	/**
	 * Returns the version that is to serve.
	 */
	@FunctionalInterface
	private interface VersionSupplier {

		ModuleVersion get();

	}

}
