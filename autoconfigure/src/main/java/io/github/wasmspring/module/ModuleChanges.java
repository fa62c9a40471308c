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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.module.ModuleHistory.EarlierVersion;

/**
 * Changes which versions of modules serve, one change of a module at a time.
 */
final class ModuleChanges {

	private final WasmModuleRegistry registry;

	private final ModuleRegistrySettings settings;

	private final VersionLoads loads;

	private final ModuleNames names;

	private final RetiredVersions retired;

	private final FirstVersions first;

	/**
	 * Create a new instance.
	 * @param registry the registry that events tell
	 * @param retired releases the versions that serve no more
	 * @param first registers modules whose names are free
	 */
	ModuleChanges(WasmModuleRegistry registry, ModuleRegistrySettings settings, VersionLoads loads, ModuleNames names,
			RetiredVersions retired, FirstVersions first) {
		this.registry = registry;
		this.settings = settings;
		this.loads = loads;
		this.names = names;
		this.retired = retired;
		this.first = first;
	}

	DefaultWasmModule replace(WasmModuleDefinition definition) {
		DefaultWasmModule module = this.names.get(definition.name());
		module.history().lock().lock();
		try {
			if (this.names.contains(module)) {
				change(module, () -> this.loads.load(module, definition, null));
			}
			else {
				this.first.registerFree(module, definition);
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
			WasmModuleDefinition definition = module.serving().getDefinition();
			change(module, () -> this.loads.load(module, definition, null));
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
			history.setStaged(this.loads.load(module, definition, null));
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
			change(module, () -> this.loads.load(module, earlier.definition(), earlier.bytes()));
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
			ModuleVersion version = module.serving().find();
			this.names.remove(module);
			if (version != null) {
				version.endObservation();
			}
			close(module);
			this.loads.publish(new WasmModuleRemovedEvent(this.registry, module.getName(), digestOf(version)));
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
		ModuleVersion before = module.serving().find();
		ModuleHistory history = module.history();
		ModuleVersion version;
		try {
			version = supplier.get();
			this.loads.serve(module, version);
		}
		catch (RuntimeException | Error ex) {
			history.setFailure(ex);
			if (before != null) {
				before.getObservation().replacementFailed(ex);
			}
			this.loads
				.publish(new WasmModuleReplacementFailedEvent(this.registry, module.getName(), digestOf(before), ex));
			throw ex;
		}
		history.setEarlier((before != null) ? EarlierVersion.of(before) : null);
		history.setRejected(null);
		history.setFailure(null);
		if (before != null) {
			version.getObservation().tookOver();
			this.retired.add(before.replaced());
		}
		this.loads.log(version);
		this.loads.publish((before != null)
				? new WasmModuleReplacedEvent(this.registry, module.getName(), version.getDigest(),
						version.getVersion())
				: new WasmModuleRegisteredEvent(this.registry, module.getName(), version.getDigest(),
						version.getVersion()));
	}

	private static String digestOf(@Nullable ModuleVersion version) {
		return (version != null) ? version.getDigest() : "";
	}

	/**
	 * Returns the version that is to serve.
	 */
	@FunctionalInterface
	private interface VersionSupplier {

		ModuleVersion get();

	}

}
