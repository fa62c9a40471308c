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

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.host.HostFunctions;

/**
 * What a registry offers to its modules.
 *
 * @param defaultBackend id of the backend to validate for
 * @param hostFunctions what modules can import
 * @param wasiProvider implementation of WASI, or {@code null} if there is none
 * @param signer returns what signs serialized modules and verifies those that are loaded,
 * or {@code null} to refuse both; it is asked each time that one is needed
 * @param observer observes the modules, or {@code null} if nobody does
 * @param checks checks modules before they are compiled
 * @param defaults returns the settings of modules that set none of their own
 * @param settingNames what messages call settings that no definition knows: those of the
 * application, those for all modules, and those of modules that are not there
 * @param events hears of every change of a module
 * @since 0.1.0
 */
public record ModuleRegistrySettings(String defaultBackend, List<HostFunctions> hostFunctions,
		@Nullable WasiProvider wasiProvider, Supplier<? extends @Nullable ArtifactSigner> signer,
		@Nullable WasmModuleObserver observer, List<WasmModuleCheck> checks, Supplier<WasmModuleDefinition> defaults,
		SettingNames settingNames, Consumer<? super WasmModuleEvent> events) {

	/**
	 * Settings of a registry whose modules import nothing, cannot be serialized and are
	 * observed by nobody.
	 */
	public static final ModuleRegistrySettings DEFAULTS = new ModuleRegistrySettings("chicory", List.of(), null,
			() -> null, null, List.of(), WasmModuleDefinition::ofDefaults, SettingNames.NEUTRAL, (event) -> {
			});

	/**
	 * Create new settings.
	 * @param defaultBackend id of the backend to validate for
	 * @param hostFunctions what modules can import
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @param signer returns what signs serialized modules and verifies those that are
	 * loaded, or {@code null} to refuse both; it is asked each time that one is needed
	 * @param observer observes the modules, or {@code null} if nobody does
	 * @param checks checks modules before they are compiled
	 * @param defaults returns the settings of modules that set none of their own
	 * @param settingNames what messages call settings that no definition knows: those of
	 * the application, those for all modules, and those of modules that are not there
	 * @param events hears of every change of a module
	 */
	public ModuleRegistrySettings {
		Assert.hasText(defaultBackend, "'defaultBackend' must not be empty");
		Assert.notNull(signer, "'signer' must not be null");
		Assert.notNull(defaults, "'defaults' must not be null");
		Assert.notNull(settingNames, "'settingNames' must not be null");
		hostFunctions = List.copyOf(hostFunctions);
		checks = List.copyOf(checks);
	}

	/**
	 * Return these settings with another value.
	 * @param defaultBackend id of the backend to validate for
	 * @return new settings
	 */
	public ModuleRegistrySettings withDefaultBackend(String defaultBackend) {
		return new ModuleRegistrySettings(defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observer, this.checks, this.defaults, this.settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param hostFunctions what modules can import
	 * @return new settings
	 */
	public ModuleRegistrySettings withHostFunctions(List<HostFunctions> hostFunctions) {
		return new ModuleRegistrySettings(this.defaultBackend, hostFunctions, this.wasiProvider, this.signer,
				this.observer, this.checks, this.defaults, this.settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param wasiProvider implementation of WASI, or {@code null} if there is none
	 * @return new settings
	 */
	public ModuleRegistrySettings withWasiProvider(@Nullable WasiProvider wasiProvider) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, wasiProvider, this.signer,
				this.observer, this.checks, this.defaults, this.settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param signer returns what signs serialized modules and verifies those that are
	 * loaded, or {@code null} to refuse both
	 * @return new settings
	 */
	public ModuleRegistrySettings withSigner(Supplier<? extends @Nullable ArtifactSigner> signer) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, signer,
				this.observer, this.checks, this.defaults, this.settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param observer observes the modules, or {@code null} if nobody does
	 * @return new settings
	 */
	public ModuleRegistrySettings withObserver(@Nullable WasmModuleObserver observer) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				observer, this.checks, this.defaults, this.settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param checks checks modules before they are compiled
	 * @return new settings
	 */
	public ModuleRegistrySettings withChecks(List<WasmModuleCheck> checks) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observer, checks, this.defaults, this.settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param settingNames what messages call settings that no definition knows: those of
	 * the application, those for all modules, and those of modules that are not there
	 * @return new settings
	 */
	public ModuleRegistrySettings withSettingNames(SettingNames settingNames) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observer, this.checks, this.defaults, settingNames, this.events);
	}

	/**
	 * Return these settings with another value.
	 * @param events hears of every change of a module, in the thread that changes it
	 * @return new settings
	 */
	public ModuleRegistrySettings withEvents(Consumer<? super WasmModuleEvent> events) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observer, this.checks, this.defaults, this.settingNames, events);
	}

	/**
	 * Return these settings with another value.
	 * @param defaults returns the settings of modules that set none of their own
	 * @return new settings
	 */
	public ModuleRegistrySettings withDefaults(Supplier<WasmModuleDefinition> defaults) {
		return new ModuleRegistrySettings(this.defaultBackend, this.hostFunctions, this.wasiProvider, this.signer,
				this.observer, this.checks, defaults, this.settingNames, this.events);
	}

}
