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

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

import io.github.wasmspring.WasmAbi;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistrar;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Registers the modules that the properties describe.
 */
final class PropertiesModuleRegistrar implements WasmModuleRegistrar {

	private final WasmProperties properties;

	private final ModuleLocations locations;

	PropertiesModuleRegistrar(WasmProperties properties, ResourceLoader resourceLoader) {
		this.properties = properties;
		this.locations = new ModuleLocations(properties, resourceLoader);
	}

	@Override
	public void registerModules(WasmModuleRegistry registry) {
		this.locations.find().forEach((name, location) -> registry.registerModule(definition(name, location)));
	}

	private WasmModuleDefinition definition(String name, Resource location) {
		WasmProperties.NamedModule own = this.properties.getModules().get(name);
		Cascade cascade = new Cascade((own != null) ? own : new WasmProperties.NamedModule(),
				this.properties.getDefaults());
		return new WasmModuleDefinition(name, location,
				cascade.get(WasmModuleProperties::getBackend, this.properties.getBackend()),
				(own != null) ? own.getSha256() : null,
				cascade.get(WasmModuleProperties::getMaxBinarySize, WasmModuleDefinition.DEFAULT_MAX_BINARY_SIZE),
				abi(cascade), instances(name, cascade));
	}

	private WasmAbi abi(Cascade cascade) {
		return new WasmAbi(cascade.find((module) -> module.getAbi().getAllocator()),
				cascade.find((module) -> module.getAbi().getDeallocator()));
	}

	private InstanceSettings instances(String name, Cascade cascade) {
		InstanceSettings defaults = InstanceSettings.DEFAULTS;
		try {
			return new InstanceSettings(cascade.get((module) -> module.getInstances().getMode(), defaults.mode()),
					cascade.get((module) -> module.getInstances().getMax(), defaults.max()),
					cascade.get((module) -> module.getInstances().getMaxWait(), defaults.maxWait()),
					cascade.get(WasmModuleProperties::getMaxMemory, defaults.maxMemory()));
		}
		catch (IllegalArgumentException ex) {
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(name, null, null),
					"its settings are not valid: " + ex.getMessage(),
					"Correct 'wasm.modules.%s.*' or 'wasm.defaults.*'.".formatted(name), ex);
		}
	}

	/**
	 * Looks for a setting first at the module and then at the defaults.
	 */
	private record Cascade(WasmModuleProperties own, WasmModuleProperties defaults) {

		<T> T get(Function<WasmModuleProperties, @Nullable T> property, T fallback) {
			T value = find(property);
			return (value != null) ? value : fallback;
		}

		<T> @Nullable T find(Function<WasmModuleProperties, @Nullable T> property) {
			T value = property.apply(this.own);
			return (value != null) ? value : property.apply(this.defaults);
		}

	}

}
