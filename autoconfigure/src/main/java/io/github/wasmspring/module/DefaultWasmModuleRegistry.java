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
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.host.HostFunctions;

/**
 * Default {@link WasmModuleRegistry}, which is also the lookup of what was registered.
 *
 * @since 0.1.0
 */
public final class DefaultWasmModuleRegistry implements WasmModuleRegistry, WasmModules, AutoCloseable {

	private static final Log logger = LogFactory.getLog(DefaultWasmModuleRegistry.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private final WasmBackends backends;

	private final String defaultBackend;

	private final SettingNames settingNames;

	private final ModuleLoader loader;

	private final @Nullable WasmModuleObserver observer;

	private final Map<String, DefaultWasmModule> modules = new ConcurrentSkipListMap<>();

	/**
	 * Create an empty registry for modules that import nothing.
	 * @param backends the backends that modules can choose, the one to validate for first
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends) {
		this(backends, backends.getIds().stream().findFirst().orElse("none"), List.of(), null);
	}

	/**
	 * Create an empty registry whose modules cannot be serialized.
	 * @param backends the backends that modules can choose
	 * @param defaultBackend id of the backend to validate for
	 * @param hostFunctions what modules can import
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends, String defaultBackend,
			Collection<? extends HostFunctions> hostFunctions, @Nullable WasiProvider wasiProvider) {
		this(backends, defaultBackend, hostFunctions, wasiProvider, null);
	}

	/**
	 * Create an empty registry whose modules nobody observes.
	 * @param backends the backends that modules can choose
	 * @param defaultBackend id of the backend to validate for
	 * @param hostFunctions what modules can import
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @param signer signs serialized modules and verifies those that are loaded, or
	 * {@code null} to refuse both
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends, String defaultBackend,
			Collection<? extends HostFunctions> hostFunctions, @Nullable WasiProvider wasiProvider,
			@Nullable ArtifactSigner signer) {
		this(backends, defaultBackend, hostFunctions, wasiProvider, () -> signer, null);
	}

	/**
	 * Create an empty registry that does not know what the settings of the application
	 * are called.
	 * @param backends the backends that modules can choose
	 * @param defaultBackend id of the backend to validate for
	 * @param hostFunctions what modules can import
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @param signer returns what signs serialized modules and verifies those that are
	 * loaded, or {@code null} to refuse both; it is asked each time that one is needed
	 * @param observer observes the modules, or {@code null} if nobody does
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends, String defaultBackend,
			Collection<? extends HostFunctions> hostFunctions, @Nullable WasiProvider wasiProvider,
			Supplier<? extends @Nullable ArtifactSigner> signer, @Nullable WasmModuleObserver observer) {
		this(backends, defaultBackend, hostFunctions, wasiProvider, signer, observer, SettingNames.NEUTRAL);
	}

	/**
	 * Create an empty registry.
	 * @param backends the backends that modules can choose
	 * @param defaultBackend id of the backend to validate for
	 * @param hostFunctions what modules can import
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @param signer returns what signs serialized modules and verifies those that are
	 * loaded, or {@code null} to refuse both; it is asked each time that one is needed
	 * @param observer observes the modules, or {@code null} if nobody does
	 * @param settingNames what messages call settings that no definition knows: those of
	 * the application, and those of modules that are not there
	 */
	public DefaultWasmModuleRegistry(WasmBackends backends, String defaultBackend,
			Collection<? extends HostFunctions> hostFunctions, @Nullable WasiProvider wasiProvider,
			Supplier<? extends @Nullable ArtifactSigner> signer, @Nullable WasmModuleObserver observer,
			SettingNames settingNames) {
		Assert.notNull(settingNames, "'settingNames' must not be null");
		Assert.notNull(backends, "'backends' must not be null");
		Assert.notNull(hostFunctions, "'hostFunctions' must not be null");
		Assert.notNull(signer, "'signer' must not be null");
		Assert.hasText(defaultBackend, "'defaultBackend' must not be empty");
		this.backends = backends;
		this.defaultBackend = defaultBackend;
		this.settingNames = settingNames;
		this.loader = new ModuleLoader(backends, new ImportLinker(hostFunctions, wasiProvider),
				new ModuleSerializer(signer));
		this.observer = observer;
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
		DefaultWasmModule module = this.loader.load(definition.withNames(this.settingNames));
		boolean registered = false;
		try {
			WasmModuleObservation observation = (this.observer != null) ? module.observe(this.observer) : null;
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
				module.close();
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
			module.close();
		}
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
			throw new NoSuchWasmModuleException(new WasmErrorContext(name, null, null, this.settingNames),
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
		return validate(binary, this.defaultBackend);
	}

	@Override
	public WasmValidation validate(byte[] binary, String backend) {
		Assert.notNull(binary, "'binary' must not be null");
		Assert.notNull(backend, "'backend' must not be null");
		return new BinaryValidator(this.backends.getBackend(backend, "binary")).validate(binary);
	}

	/**
	 * Let no call begin from now on, wait up to ten seconds for the calls that run, and
	 * close all modules. What still runs then is closed when it ends.
	 */
	@Override
	public void close() {
		this.modules.values().forEach(DefaultWasmModule::close);
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
