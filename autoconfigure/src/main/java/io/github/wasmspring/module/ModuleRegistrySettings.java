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
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.util.Assert;

import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.abi.ImportProvider;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.instance.VirtualThreadMode;

/**
 * What a registry offers to its modules.
 *
 * @param defaultBackend id of the backend to validate for
 * @param hostFunctions what modules can import
 * @param wasiProvider implementation of WASI, or {@code null} if there is none
 * @param signer returns what signs serialized modules and verifies those that are loaded,
 * or {@code null} to refuse both; it is asked each time that one is needed
 * @param observers observe the modules
 * @param checks checks modules before they are compiled
 * @param defaults returns the settings of modules that set none of their own
 * @param httpClient returns what asks web servers for binaries
 * @param downloadTimeout longest time for all of a download
 * @param virtualThreads where calls of virtual threads run
 * @param settingNames what messages call settings that no definition knows: those of the
 * application, those for all modules, and those of modules that are not there
 * @param events hears of every change of a module
 * @param startup hears of every load as a step
 * @param conventions the conventions that modules can follow
 * @param importProviders what modules can import that the application does not offer
 * @since 0.1.0
 */
public record ModuleRegistrySettings(String defaultBackend, List<HostFunctions> hostFunctions,
		@Nullable WasiProvider wasiProvider, Supplier<? extends @Nullable ArtifactSigner> signer,
		List<WasmModuleObserver> observers, List<WasmModuleCheck> checks, Supplier<WasmModuleDefinition> defaults,
		Supplier<? extends ModuleHttpClient> httpClient, Duration downloadTimeout, VirtualThreadMode virtualThreads,
		SettingNames settingNames, Consumer<? super WasmModuleEvent> events, ApplicationStartup startup,
		WasmConventions conventions, List<ImportProvider> importProviders) {

	/**
	 * Settings of a registry whose modules import nothing, cannot be serialized and are
	 * observed by nobody.
	 */
	public static final ModuleRegistrySettings DEFAULTS = new ModuleRegistrySettings("chicory", List.of(), null,
			() -> null, List.of(), List.of(), WasmModuleDefinition::ofDefaults, JdkModuleHttpClient::new,
			Duration.ofMinutes(2), VirtualThreadMode.getDefault(), SettingNames.NEUTRAL, (event) -> {
			}, ApplicationStartup.DEFAULT, WasmConventions.BUFFERS, List.of());

	/**
	 * Create new settings.
	 * @param defaultBackend id of the backend to validate for
	 * @param hostFunctions what modules can import
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @param signer returns what signs serialized modules and verifies those that are
	 * loaded, or {@code null} to refuse both; it is asked each time that one is needed
	 * @param observers observe the modules
	 * @param checks checks modules before they are compiled
	 * @param defaults returns the settings of modules that set none of their own
	 * @param httpClient returns what asks web servers for binaries; it is asked by the
	 * thread that loads a module
	 * @param downloadTimeout longest time for all of a download
	 * @param virtualThreads where calls of virtual threads run
	 * @param settingNames what messages call settings that no definition knows: those of
	 * the application, those for all modules, and those of modules that are not there
	 * @param events hears of every change of a module
	 * @param startup hears of every load as a step
	 * @param conventions the conventions that modules can follow
	 * @param importProviders what modules can import that the application does not offer
	 */
	public ModuleRegistrySettings {
		Assert.notNull(startup, "'startup' must not be null");
		Assert.hasText(defaultBackend, "'defaultBackend' must not be empty");
		Assert.notNull(signer, "'signer' must not be null");
		Assert.notNull(defaults, "'defaults' must not be null");
		Assert.notNull(httpClient, "'httpClient' must not be null");
		Assert.isTrue(downloadTimeout.toNanos() > 0, "'downloadTimeout' must be positive");
		Assert.notNull(virtualThreads, "'virtualThreads' must not be null");
		Assert.notNull(settingNames, "'settingNames' must not be null");
		hostFunctions = List.copyOf(hostFunctions);
		Assert.notNull(conventions, "'conventions' must not be null");
		observers = List.copyOf(observers);
		checks = List.copyOf(checks);
		importProviders = List.copyOf(importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param defaultBackend id of the backend to validate for
	 * @return new settings
	 */
	public ModuleRegistrySettings withDefaultBackend(String defaultBackend) {
		return new ModuleRegistrySettings(defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param hostFunctions what modules can import
	 * @return new settings
	 */
	public ModuleRegistrySettings withHostFunctions(List<HostFunctions> hostFunctions) {
		return new ModuleRegistrySettings(this.defaultBackend, hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @return new settings
	 */
	public ModuleRegistrySettings withWasiProvider(@Nullable WasiProvider wasiProvider) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param signer returns what signs serialized modules and verifies those that are
	 * loaded, or {@code null} to refuse both
	 * @return new settings
	 */
	public ModuleRegistrySettings withSigner(Supplier<? extends @Nullable ArtifactSigner> signer) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param observers observe the modules
	 * @return new settings
	 */
	public ModuleRegistrySettings withObservers(List<WasmModuleObserver> observers) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param checks checks modules before they are compiled
	 * @return new settings
	 */
	public ModuleRegistrySettings withChecks(List<WasmModuleCheck> checks) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param settingNames what messages call settings that no definition knows: those of
	 * the application, those for all modules, and those of modules that are not there
	 * @return new settings
	 */
	public ModuleRegistrySettings withSettingNames(SettingNames settingNames) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param events hears of every change of a module, in the thread that changes it
	 * @return new settings
	 */
	public ModuleRegistrySettings withEvents(Consumer<? super WasmModuleEvent> events) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param defaults returns the settings of modules that set none of their own
	 * @return new settings
	 */
	public ModuleRegistrySettings withDefaults(Supplier<WasmModuleDefinition> defaults) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param httpClient returns what asks web servers for binaries
	 * @return new settings
	 */
	public ModuleRegistrySettings withHttpClient(Supplier<? extends ModuleHttpClient> httpClient) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param downloadTimeout longest time for all of a download
	 * @return new settings
	 */
	public ModuleRegistrySettings withDownloadTimeout(Duration downloadTimeout) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param virtualThreads where calls of virtual threads run
	 * @return new settings
	 */
	public ModuleRegistrySettings withVirtualThreads(VirtualThreadMode virtualThreads) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param startup hears of every load as a step, in the thread that loads
	 * @return new settings
	 */
	public ModuleRegistrySettings withStartup(ApplicationStartup startup) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, startup, this.conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param conventions the conventions that modules can follow
	 * @return new settings
	 */
	public ModuleRegistrySettings withConventions(WasmConventions conventions) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, conventions, this.importProviders);
	}

	/**
	 * Return these settings with another value.
	 * @param importProviders what modules can import that the application does not offer,
	 * in their order
	 * @return new settings
	 */
	public ModuleRegistrySettings withImportProviders(List<ImportProvider> importProviders) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observers, this.checks, this.defaults, this.httpClient, this.downloadTimeout, this.virtualThreads,
				this.settingNames, this.events, this.startup, this.conventions, importProviders);
	}

}
