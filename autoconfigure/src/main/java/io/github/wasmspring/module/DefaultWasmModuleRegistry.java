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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.WasmBackends;

/**
 * Default {@link WasmModuleRegistry}, which is also the lookup of what was registered.
 *
 * @since 0.1.0
 */
public final class DefaultWasmModuleRegistry implements WasmModuleRegistry, WasmModules, AutoCloseable {

	private static final Log logger = LogFactory.getLog(DefaultWasmModuleRegistry.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

	private final WasmBackends backends;

	private final ModuleRegistrySettings settings;

	private final ModuleLoader loader;

	private final ModuleNames names = new ModuleNames();

	private final RetiredVersions retired = new RetiredVersions();

	private final LoadThreads threads = new LoadThreads();

	private final FirstVersions first;

	private final ModuleChanges changes;

	private final WatchedModules watched = new WatchedModules(this.names, this::reloadModule);

	private volatile boolean closed;

	/**
	 * Create an empty registry for modules that import nothing.
	 * @param backends the backends that modules can choose, the one to validate for first
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends) {
		this(backends, ModuleRegistrySettings.DEFAULTS
			.withDefaultBackend(backends.getIds().stream().findFirst().orElse("none")));
	}

	/**
	 * Create an empty registry.
	 * @param backends the backends that modules can choose
	 * @param settings what it offers to its modules
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends, ModuleRegistrySettings settings) {
		Assert.notNull(backends, "'backends' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.backends = backends;
		this.settings = settings;
		this.loader = new ModuleLoader(backends, settings);
		VersionLoads loads = new VersionLoads(settings, this.loader, this.watched::start);
		this.first = new FirstVersions(this, this.names, loads, this.retired, this.threads);
		this.changes = new ModuleChanges(this, settings, loads, this.names, this.retired, this.first);
	}

	/**
	 * Load nothing in the background from now on, so that an application that starts has
	 * the processors, and all of its beans, before that begins. What somebody waits for
	 * is loaded nevertheless.
	 * @see #startLoads()
	 */
	public void holdLoads() {
		this.threads.hold();
	}

	/**
	 * Begin to load what was held back.
	 */
	public void startLoads() {
		this.threads.release();
	}

	/**
	 * Run registrars, and close everything if one of them fails.
	 * @param registrars what registers modules
	 * @throws WasmException if a module cannot be registered
	 */
	public void registerModules(Iterable<? extends WasmModuleRegistrar> registrars) {
		Assert.notNull(registrars, "'registrars' must not be null");
		try {
			for (WasmModuleRegistrar registrar : registrars) {
				registrar.registerModules(this);
			}
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	@Override
	public WasmModule registerModule(WasmModuleDefinition definition) {
		return this.first.register(complete(definition));
	}

	@Override
	public List<WasmModule> registerAll(List<WasmModuleDefinition> definitions) {
		Assert.notNull(definitions, "'definitions' must not be null");
		return List.copyOf(this.first.registerAll(definitions.stream().map(this::complete).toList()));
	}

	@Override
	public WasmModule replaceModule(WasmModuleDefinition definition) {
		return this.changes.replace(complete(definition));
	}

	@Override
	public WasmModule reloadModule(String name) {
		return this.changes.reload(find(name));
	}

	@Override
	public void stageModule(WasmModuleDefinition definition) {
		WasmModuleDefinition complete = complete(definition);
		this.changes.stage(find(complete.name()), complete);
	}

	@Override
	public WasmModule promoteModule(String name) {
		return this.changes.promote(find(name));
	}

	@Override
	public WasmModule rollbackModule(String name) {
		return this.changes.rollback(find(name));
	}

	@Override
	public void suspendModule(String name) {
		find(name).serving().suspend();
	}

	@Override
	public void resumeModule(String name) {
		find(name).serving().resume();
	}

	@Override
	public void removeModule(String name) {
		this.changes.remove(find(name));
	}

	private WasmModuleDefinition complete(WasmModuleDefinition definition) {
		Assert.notNull(definition, "'definition' must not be null");
		if (definition.settingNames() != null) {
			return definition;
		}
		WasmModuleDefinition defaults = this.settings.defaults().get();
		return definition.complete(
				(defaults.hasBackend()) ? defaults : defaults.withBackend(this.settings.defaultBackend()),
				this.settings.settingNames());
	}

	@Override
	public WasmModuleLoad getLoad(String name) {
		return find(name).serving().get().getLoad();
	}

	@Override
	public WasmModuleCode describeCode(String name) {
		return find(name).serving().get().describeCode();
	}

	@Override
	public WasmModuleDetails getDetails(String name) {
		return WasmModuleDetails.of(find(name));
	}

	@Override
	public void probeModule(String name) {
		find(name).serving().<@Nullable Object>call((version) -> null, (version) -> {
			version.probe();
			return null;
		});
	}

	@Override
	public WasmModuleState getState(String name) {
		return find(name).getState();
	}

	@Override
	public WasmModule getModule(String name) {
		return find(name);
	}

	private DefaultWasmModule find(String name) {
		Assert.notNull(name, "'name' must not be null");
		DefaultWasmModule module = this.names.find(name);
		if (module == null) {
			throw new NoSuchWasmModuleException(new WasmErrorContext(name, null, null, this.settings.settingNames()),
					this.names.getNames(), null);
		}
		return module;
	}

	@Override
	public List<String> getNames() {
		return this.names.getNames();
	}

	@Override
	public Iterator<WasmModule> iterator() {
		return new ArrayList<WasmModule>(this.names.getModules()).iterator();
	}

	@Override
	public WasmValidation validate(byte[] binary) {
		return validate(binary, this.settings.defaultBackend());
	}

	@Override
	public WasmValidation validate(byte[] binary, String backend) {
		Assert.notNull(binary, "'binary' must not be null");
		Assert.notNull(backend, "'backend' must not be null");
		return this.loader.validate(binary, this.backends.getBackend(backend, null));
	}

	@Override
	public WasmValidation validate(WasmModuleDefinition definition) {
		Assert.notNull(definition, "'definition' must not be null");
		WasmModuleDefinition complete = complete(definition);
		DefaultWasmModule module = this.names.find(complete.name());
		return this.loader.validate(complete, (candidate) -> {
			if (module != null) {
				module.serving().check(candidate);
			}
		});
	}

	/**
	 * Return whether no other thread calls a module.
	 */
	boolean isIdle() {
		return awaitCalls(Duration.ZERO);
	}

	/**
	 * Wait until the calls of other threads have ended, or the registry is closed.
	 */
	void awaitIdle() {
		while (!this.closed && !awaitCalls(LOOK_INTERVAL)) {
			logger.debug("Calls of %s still run".formatted(getBusy()));
		}
	}

	private boolean awaitCalls(Duration timeout) {
		long start = System.nanoTime();
		for (DefaultWasmModule module : this.names.getModules()) {
			ModuleVersion version = module.serving().find();
			if (version != null && !version.awaitCalls(timeout.minusNanos(System.nanoTime() - start))) {
				return false;
			}
		}
		return this.retired.awaitCalls(timeout.minusNanos(System.nanoTime() - start));
	}

	private Set<String> getBusy() {
		Set<String> busy = new TreeSet<>(this.retired.getNames());
		for (DefaultWasmModule module : this.names.getModules()) {
			ModuleVersion version = module.serving().find();
			if (version != null && !version.awaitCalls(Duration.ZERO)) {
				busy.add(version.getName());
			}
		}
		return busy;
	}

	/**
	 * Let no call begin from now on, wait up to ten seconds for the calls that run, and
	 * close all modules. What still runs then is closed when it ends.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.watched.close();
		this.threads.close();
		this.names.getModules().forEach(this.changes::close);
		if (!this.retired.awaitCalls(CLOSE_TIMEOUT)) {
			logger.warn("Calls of the modules %s still run, and go on until their timeout".formatted(getBusy()));
		}
	}

}
