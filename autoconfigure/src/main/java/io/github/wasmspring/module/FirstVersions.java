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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Registers modules under names that are free, with a first version that serves at once
 * or is still to come.
 */
final class FirstVersions {

	private final WasmModuleRegistry registry;

	private final ModuleNames names;

	private final VersionLoads loads;

	private final RetiredVersions retired;

	private final LoadThreads threads;

	/**
	 * Create a new instance.
	 * @param registry the registry that events tell
	 * @param retired releases the versions that serve no more
	 * @param threads where modules are loaded that nobody waits for
	 */
	FirstVersions(WasmModuleRegistry registry, ModuleNames names, VersionLoads loads, RetiredVersions retired,
			LoadThreads threads) {
		this.registry = registry;
		this.names = names;
		this.loads = loads;
		this.retired = retired;
		this.threads = threads;
	}

	DefaultWasmModule register(WasmModuleDefinition definition) {
		DefaultWasmModule module = this.names.get(definition.name());
		module.history().lock().lock();
		try {
			checkFree(module);
			registerFree(module, definition);
		}
		finally {
			module.history().lock().unlock();
		}
		return module;
	}

	private void checkFree(DefaultWasmModule module) {
		if (this.names.contains(module)) {
			throw new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(module.getName(), null),
					"a module of this name is registered already", "Choose another name, or replace the module.", null);
		}
	}

	/**
	 * Register a module whose name is free and whose lock the current thread holds.
	 */
	void registerFree(DefaultWasmModule module, WasmModuleDefinition definition) {
		if (definition.startup() == StartupMode.EAGER) {
			ModuleVersion version = this.loads.load(module, definition, null);
			this.loads.serve(module, version);
			this.names.add(module);
			tell(module, version);
		}
		else {
			expect(module, definition);
		}
	}

	/**
	 * Register modules, and compile side by side those that are to be ready at once. All
	 * that a module needs besides runs in the current thread: it may take beans.
	 */
	List<DefaultWasmModule> registerAll(List<WasmModuleDefinition> definitions) {
		List<EagerLoad> loads = new ArrayList<>();
		List<DefaultWasmModule> modules = new ArrayList<>();
		try {
			for (WasmModuleDefinition definition : definitions) {
				if (definition.startup() == StartupMode.EAGER) {
					loads.add(begin(definition));
				}
				else {
					register(definition);
				}
				modules.add(this.names.get(definition.name()));
			}
			for (int i = loads.size() - 1; i >= 0; i--) {
				loads.get(i).compilation().run();
			}
			loads.forEach(this::end);
			return modules;
		}
		finally {
			loads.forEach(EagerLoad::close);
		}
	}

	private EagerLoad begin(WasmModuleDefinition definition) {
		DefaultWasmModule module = this.names.get(definition.name());
		LoadStep step = this.loads.startStep(definition);
		module.history().lock().lock();
		boolean begun = false;
		try {
			checkFree(module);
			WatchedModules.check(definition);
			PendingCompilation compilation = new PendingCompilation(this.loads.read(module, definition, null),
					this.loads::compile);
			this.threads.executeUnheld(compilation);
			begun = true;
			return new EagerLoad(module, compilation, step);
		}
		finally {
			if (!begun) {
				step.close();
				module.history().lock().unlock();
			}
		}
	}

	private void end(EagerLoad load) {
		checkFree(load.module());
		ModuleVersion version = load.step().loaded(this.loads.load(load.module(), load.compilation()));
		this.loads.serve(load.module(), version);
		this.names.add(load.module());
		tell(load.module(), version);
	}

	private void expect(DefaultWasmModule module, WasmModuleDefinition definition) {
		WatchedModules.check(definition);
		if (definition.startup() == StartupMode.LAZY) {
			this.loads.locate(definition);
			module.serving().expect(new LazyArrival(definition, module.history().lock(), (arrival) -> {
				ModuleVersion version = arrive(module, arrival);
				if (version != null) {
					tell(module, version);
				}
			}));
			this.names.add(module);
			this.loads.watch(definition);
			return;
		}
		BackgroundArrival arrival = new BackgroundArrival(definition, this.threads, this.threads.isHeld(),
				(expected) -> arriveInBackground(module, expected));
		module.serving().expect(arrival);
		this.names.add(module);
		this.loads.watch(definition);
		arrival.start();
	}

	/**
	 * Load the version that a module waits for, and return it unless it waits no more.
	 */
	private @Nullable ModuleVersion arrive(DefaultWasmModule module, ModuleArrival arrival) {
		if (module.serving().findArrival() != arrival) {
			return null;
		}
		ModuleVersion version = this.loads.load(module, arrival.definition(), null);
		serve(module, version, arrival);
		return version;
	}

	private void serve(DefaultWasmModule module, ModuleVersion version, ModuleArrival arrival) {
		this.loads.serve(module, version, (checked) -> module.serving().serve(version, checked, arrival));
	}

	/**
	 * Load the version that a module waits for. Others may change the module meanwhile,
	 * which then waits no more.
	 */
	private void arriveInBackground(DefaultWasmModule module, BackgroundArrival arrival) {
		try {
			if (module.serving().findArrival() == arrival) {
				interpretOrLoad(module, arrival);
			}
		}
		catch (RuntimeException | Error ex) {
			if (module.serving().findArrival() == arrival) {
				arrival.fail(ex);
				tell(module, ex);
				throw ex;
			}
			ModuleLog.of(module.getName())
				.log(Level.DEBUG, "A version of module '%s' failed that nobody waits for".formatted(module.getName()),
						ex);
		}
	}

	private void tell(DefaultWasmModule module, Throwable failure) {
		ModuleLog log = ModuleLog.of(module.getName());
		log.log(Level.WARNING, "Module '%s' could not be loaded: %s".formatted(module.getName(), failure.getMessage()));
		log.log(Level.DEBUG, "Load failed", failure);
		this.loads.publish(new WasmModuleLoadFailedEvent(this.registry, module.getName(), failure));
	}

	private void interpretOrLoad(DefaultWasmModule module, ModuleArrival arrival) {
		ReadModule read = this.loads.read(module, arrival.definition(), null);
		ReadModule interpreted = this.loads.interpret(read);
		ModuleVersion version = this.loads.load(module, (interpreted != null) ? interpreted : read);
		module.history().lock().lock();
		try {
			if (module.serving().findArrival() != arrival) {
				version.discard();
				return;
			}
			serve(module, version, arrival);
			if (interpreted == null) {
				tell(module, version);
				return;
			}
			publishRegistered(module, version);
		}
		finally {
			module.history().lock().unlock();
		}
		ModuleLog.of(version)
			.log(Level.DEBUG, "Module '%s' is interpreted until it is compiled".formatted(module.getName()));
		this.threads.execute(() -> compile(module, version, read));
	}

	/**
	 * Let the compiled form of a version take its place.
	 */
	private void compile(DefaultWasmModule module, ModuleVersion interpreted, ReadModule read) {
		ModuleVersion version;
		try {
			version = this.loads.load(module, read);
		}
		catch (RuntimeException | Error ex) {
			if (module.serving().find() == interpreted) {
				ModuleLog.of(interpreted)
					.log(Level.WARNING, "Module '%s' is interpreted, since it could not be compiled: %s"
						.formatted(module.getName(), ex.getMessage()));
				module.history().setFailure(ex);
				interpreted.getObservation().replacementFailed(ex);
				this.loads.publish(new WasmModuleReplacementFailedEvent(this.registry, module.getName(),
						interpreted.getDigest(), ex));
			}
			return;
		}
		module.history().lock().lock();
		try {
			if (module.serving().find() == interpreted) {
				this.loads.serve(module, version, (checked) -> module.serving().serve(version, checked, interpreted));
				this.retired.add(interpreted.replaced());
				this.loads.log(version);
			}
			else {
				version.discard();
			}
		}
		finally {
			module.history().lock().unlock();
		}
	}

	private void tell(DefaultWasmModule module, ModuleVersion version) {
		this.loads.log(version);
		publishRegistered(module, version);
	}

	private void publishRegistered(DefaultWasmModule module, ModuleVersion version) {
		this.loads.publish(new WasmModuleRegisteredEvent(this.registry, module.getName(), version.getDigest(),
				version.getVersion()));
	}

	/**
	 * A module that is compiled while others are read.
	 *
	 * @param module the module, whose lock is held
	 * @param compilation what compiles it
	 * @param step the step that this is of the application's start
	 */
	private record EagerLoad(DefaultWasmModule module, PendingCompilation compilation,
			LoadStep step) implements AutoCloseable {

		@Override
		public void close() {
			this.compilation.discard();
			this.step.close();
			this.module.history().lock().unlock();
		}

	}

}
