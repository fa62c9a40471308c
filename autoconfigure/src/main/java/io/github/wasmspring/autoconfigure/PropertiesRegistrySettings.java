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

package io.github.wasmspring.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.function.SingletonSupplier;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.instance.VirtualThreadMode;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * Adapts properties to the settings of a registry.
 *
 * @param properties the properties
 */
record PropertiesRegistrySettings(WasmProperties properties) implements Supplier<ModuleRegistrySettings> {

	@Override
	public ModuleRegistrySettings get() {
		return ModuleRegistrySettings.DEFAULTS.withDefaultBackend(this.properties.getBackendOrDefault())
			.withDefaults(SingletonSupplier.of(this::defaults))
			.withDownloadTimeout(downloadTimeout())
			.withSettingNames(PropertySettingNames.INSTANCE)
			.withVirtualThreads(virtualThreads());
	}

	private VirtualThreadMode virtualThreads() {
		VirtualThreadMode configured = this.properties.getVirtualThreads();
		return (configured != null) ? configured : VirtualThreadMode.getDefault();
	}

	private Duration downloadTimeout() {
		Duration timeout = this.properties.getDownloadTimeout();
		if (timeout.isNegative() || timeout.isZero()) {
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null),
					"'wasm.download-timeout' is %s, but must be positive".formatted(
							DurationStyle.SIMPLE.print(timeout)),
					"Write it like 'wasm.download-timeout=2m'.", null);
		}
		return timeout;
	}

	private WasmModuleDefinition defaults() {
		try {
			return new ModuleSettings(this.properties.getDefaults(), this.properties.getDefaults())
				.apply(WasmModuleDefinition.ofDefaults(), this.properties.getBackendOrDefault());
		}
		catch (IllegalArgumentException ex) {
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null),
					"the settings of all modules are not valid: " + ex.getMessage(), "Correct 'wasm.defaults.*'.", ex);
		}
	}

}
