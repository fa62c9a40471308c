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

import java.lang.System.Logger.Level;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.backend.BackendModule;

/**
 * Loads versions of modules, lets them serve, and tells whoever wants to know.
 */
final class VersionLoads {

	private static final Log logger = LogFactory.getLog(VersionLoads.class);

	private final ModuleRegistrySettings settings;

	private final ModuleLoader loader;

	private final Runnable watch;

	/**
	 * Create a new instance.
	 * @param watch called when a module serves whose file is to be watched
	 */
	VersionLoads(ModuleRegistrySettings settings, ModuleLoader loader, Runnable watch) {
		this.settings = settings;
		this.loader = loader;
		this.watch = watch;
	}

	LoadStep startStep(WasmModuleDefinition definition) {
		return LoadStep.start(this.settings.startup(), definition);
	}

	/**
	 * Check that there is something at a location, which is not read yet.
	 */
	void locate(WasmModuleDefinition definition) {
		this.loader.locate(definition);
	}

	/**
	 * Load a version that is to serve.
	 * @param bytes what was read from its location before, or {@code null} to read it
	 */
	ModuleVersion load(DefaultWasmModule module, WasmModuleDefinition definition, byte @Nullable [] bytes) {
		WatchedModules.check(definition);
		try (LoadStep step = startStep(definition)) {
			return step.loaded(this.loader.load(read(module, definition, bytes), module));
		}
	}

	/**
	 * Read a version that is to serve, and check everything that needs not be compiled.
	 * @param bytes what was read from its location before, or {@code null} to read it
	 */
	ReadModule read(DefaultWasmModule module, WasmModuleDefinition definition, byte @Nullable [] bytes) {
		WasmModuleCheck check = (candidate) -> module.serving().check(candidate);
		return (bytes != null) ? this.loader.read(definition, bytes, check) : this.loader.read(definition, check);
	}

	/**
	 * Return a module that was read as one for an interpreter, or {@code null} if there
	 * is none.
	 */
	@Nullable ReadModule interpret(ReadModule module) {
		return this.loader.interpret(module);
	}

	BackendModule compile(ReadModule module) {
		return this.loader.compile(module);
	}

	/**
	 * Load a version of what was read.
	 */
	ModuleVersion load(DefaultWasmModule module, ReadModule read) {
		try (LoadStep step = startStep(read.definition())) {
			return step.loaded(this.loader.load(read, module));
		}
	}

	/**
	 * Load a version of what was read and is compiled.
	 */
	ModuleVersion load(DefaultWasmModule module, PendingCompilation compilation) {
		return this.loader.load(compilation.read(), module, compilation::take);
	}

	/**
	 * Let a version serve that fits everything that uses the module.
	 */
	void serve(DefaultWasmModule module, ModuleVersion version) {
		serve(module, version, (checked) -> module.serving().serve(version, checked));
	}

	/**
	 * Let a version serve that fits everything that uses the module.
	 * @param start lets it serve
	 */
	void serve(DefaultWasmModule module, ModuleVersion version, VersionStart start) {
		boolean serves = false;
		try {
			version.observe(this.settings.observers());
			while (!serves) {
				serves = start.serve(module.serving().check(version));
			}
			watch(version.getDefinition());
			version.getObservation().registered(version.getLoad(), module.getUsage());
		}
		finally {
			if (!serves) {
				version.discard();
			}
		}
	}

	/**
	 * Let the file of a module be watched if that is wanted.
	 */
	void watch(WasmModuleDefinition definition) {
		if (definition.reload()) {
			this.watch.run();
		}
	}

	void log(ModuleVersion version) {
		ModuleLog log = ModuleLog.of(version);
		if (log.isLoggable(Level.INFO)) {
			WasmModuleLoad load = version.getLoad();
			log.log(Level.INFO,
					"Module '%s' is ready: version %d, digest %s, backend '%s', %d bytes, %s in %d ms".formatted(
							version.getName(), version.getVersion(), version.getDigest(), version.getBackend(),
							version.getBytes().length, load.source(), load.duration().toMillis()));
		}
	}

	void publish(WasmModuleEvent event) {
		try {
			this.settings.events().accept(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of %s failed".formatted(event), ex);
		}
	}

	/**
	 * Lets a version serve.
	 */
	@FunctionalInterface
	interface VersionStart {

		/**
		 * Let it serve, unless there are uses that it was not checked against.
		 * @param checked what {@link ServingVersion#check} returned
		 * @return whether it serves now
		 */
		boolean serve(long checked);

	}

}
