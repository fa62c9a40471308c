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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Gives variables of a guest's environment that variables of the operating system set the
 * names that they have there: a binder makes {@code api.url} of {@code API_URL}.
 *
 * @param environment where the variables are
 */
record GuestEnvironmentNames(Environment environment) {

	private static final String GROUP = "_WASI_ENVIRONMENT_";

	/**
	 * Restore the names of all modules.
	 */
	void restore(WasmProperties properties) {
		restore("WASM_DEFAULTS", properties.getDefaults());
		properties.getModules()
			.forEach((name, module) -> restore("WASM_MODULES_" + name.replaceAll("[^A-Za-z0-9.]", "").replace('.', '_'),
					module));
	}

	private void restore(String prefix, WasmModuleProperties module) {
		Map<String, String> variables = module.getWasi().getEnvironment();
		Map<String, String> names = names((prefix + GROUP).toUpperCase(Locale.ROOT));
		if (!names.isEmpty()) {
			Map<String, String> restored = new LinkedHashMap<>();
			variables.forEach(
					(name, value) -> restored.merge(names.getOrDefault(name, name), value, (first, second) -> second));
			variables.clear();
			variables.putAll(restored);
		}
	}

	/**
	 * Return the names of the variables by what a binder makes of them.
	 */
	private Map<String, String> names(String prefix) {
		Map<String, String> names = new LinkedHashMap<>();
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource system) {
					for (String variable : system.getPropertyNames()) {
						if (variable.toUpperCase(Locale.ROOT).startsWith(prefix)) {
							String name = variable.substring(prefix.length());
							names.putIfAbsent(name.toLowerCase(Locale.ROOT).replace('_', '.'), name);
						}
					}
				}
			}
		}
		return names;
	}

}
