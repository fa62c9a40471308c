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
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
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

	private final Map<String, DefaultWasmModule> modules = new ConcurrentSkipListMap<>();

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
	public void registerModule(WasmModuleDefinition definition) {
		Assert.notNull(definition, "'definition' must not be null");
		if (this.modules.containsKey(definition.name())) {
			throw duplicate(definition);
		}
		DefaultWasmModule module = this.loader.load(definition.withNames(this.settings.settingNames()));
		boolean registered = false;
		try {
			WasmModuleObserver observer = this.settings.observer();
			WasmModuleObservation observation = (observer != null) ? module.observe(observer) : null;
			if (this.modules.putIfAbsent(definition.name(), module) != null) {
				throw duplicate(definition);
			}
			if (observation != null) {
				observation.registered(module.getLoad(), module.getUsage());
			}
			registered = true;
		}
		finally {
			if (!registered) {
				this.modules.remove(definition.name(), module);
				close(module);
			}
		}
	}

	private WasmLoadException duplicate(WasmModuleDefinition definition) {
		return new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(definition.name(), null),
				"a module of this name is registered already", "Choose another name.", null);
	}

	@Override
	public void removeModule(String name) {
		DefaultWasmModule module = find(name);
		WasmModuleObservation observation = module.getObservation();
		if (observation != null) {
			observation.removed();
		}
		if (this.modules.remove(name, module)) {
			close(module);
		}
	}

	private static void close(DefaultWasmModule module) {
		module.close();
		ModuleCompanions.forget(module);
	}

	@Override
	public WasmModuleLoad getLoad(String name) {
		return find(name).getLoad();
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
		DefaultWasmModule module = this.modules.get(name);
		if (module == null) {
			throw new NoSuchWasmModuleException(new WasmErrorContext(name, null, null, this.settings.settingNames()),
					this.modules.keySet(), null);
		}
		return module;
	}

	@Override
	public List<String> getNames() {
		return List.copyOf(this.modules.keySet());
	}

	@Override
	public Iterator<WasmModule> iterator() {
		return new ArrayList<WasmModule>(this.modules.values()).iterator();
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
		return this.loader.validate(definition.withNames(this.settings.settingNames()));
	}

	/**
	 * Return whether no other thread calls a module.
	 */
	boolean isIdle() {
		return this.modules.values().stream().allMatch((module) -> module.awaitCalls(Duration.ZERO));
	}

	/**
	 * Wait until the calls of other threads have ended, or the registry is closed.
	 */
	void awaitIdle() {
		for (DefaultWasmModule module : this.modules.values()) {
			while (!this.closed && !module.awaitCalls(LOOK_INTERVAL)) {
				logger.debug("Calls of %s still run".formatted(module));
			}
		}
	}

	/**
	 * Let no call begin from now on, wait up to ten seconds for the calls that run, and
	 * close all modules. What still runs then is closed when it ends.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.modules.values().forEach(DefaultWasmModuleRegistry::close);
		long start = System.nanoTime();
		List<String> busy = this.modules.values()
			.stream()
			.filter((module) -> !module.awaitCalls(CLOSE_TIMEOUT.minusNanos(System.nanoTime() - start)))
			.map(DefaultWasmModule::getName)
			.toList();
		if (!busy.isEmpty()) {
			logger.warn("Calls of the modules %s still run, and go on until their timeout".formatted(busy));
		}
	}

}
