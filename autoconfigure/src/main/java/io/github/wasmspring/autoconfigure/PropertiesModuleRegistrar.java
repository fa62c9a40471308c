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

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.module.ModuleOwner;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistrar;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Registers the modules that the properties describe, before other registrars unless
 * those say that they come first.
 */
final class PropertiesModuleRegistrar implements WasmModuleRegistrar, Ordered {

	private final WasmProperties properties;

	private final Environment environment;

	private final ModuleLocations locations;

	PropertiesModuleRegistrar(WasmProperties properties, ResourceLoader resourceLoader, Environment environment) {
		this.environment = environment;
		this.properties = properties;
		this.locations = new ModuleLocations(properties.getModules(), properties.getLocations(), resourceLoader);
	}

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public void registerModules(WasmModuleRegistry registry) {
		if (!this.properties.isIgnoreUnknown()) {
			new UnknownProperties(this.environment).check();
		}
		new MissingUnits(this.environment).warn();
		new GuestEnvironmentNames(this.environment).restore(this.properties);
		List<WasmModuleDefinition> definitions = new ArrayList<>();
		this.locations.find().forEach((name, location) -> definitions.add(definition(name, location)));
		registry.registerAll(definitions);
	}

	private WasmModuleDefinition definition(String name, Resource location) {
		WasmProperties.NamedModule own = this.locations.settingsOf(name);
		ModuleSettings settings = new ModuleSettings((own != null) ? own : new WasmProperties.NamedModule(),
				this.properties.getDefaults());
		try {
			WasmModuleDefinition definition = settings
				.apply(WasmModuleDefinition.of(name, location), this.properties.getBackendOrDefault())
				.withOwner(ModuleOwner.PROPERTIES)
				.withSettingNames(PropertySettingNames.INSTANCE);
			return (own != null) ? definition.withSha256(own.getSha256()).withHeaders(own.getHeaders()) : definition;
		}
		catch (IllegalArgumentException ex) {
			if (own == null && !WasmModuleDefinition.isName(name)) {
				throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(name, null, null),
						"its file has a name that no module can have: a name has 1 to 128 ASCII letters, digits, '-', '_' and '.', and begins with a letter or a digit",
						"Rename the file, or name the module by 'wasm.modules.<name>.location' and keep the file out of 'wasm.locations'.",
						null);
			}
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(name, null, null),
					"its settings are not valid: " + ex.getMessage(),
					"Correct 'wasm.modules.%s.*' or 'wasm.defaults.*'.".formatted(name), ex);
		}
	}

}
