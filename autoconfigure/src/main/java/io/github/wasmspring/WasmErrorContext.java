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

package io.github.wasmspring;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Names what an error is about.
 *
 * @param module name of the module
 * @param function name of the function, or {@code null} if the error concerns none
 * @param backend id of the backend, or {@code null} if the error concerns none
 * @param settingNames what the settings of the module are called, or {@code null} if that
 * is not known
 * @since 0.1.0
 */
public record WasmErrorContext(@Nullable String module, @Nullable String function, @Nullable String backend,
		@Nullable SettingNames settingNames) {

	/**
	 * Create a context that does not know what settings are called.
	 * @param module name of the module
	 * @param function name of the function, or {@code null} if the error concerns none
	 * @param backend id of the backend, or {@code null} if the error concerns none
	 */
	public WasmErrorContext(@Nullable String module, @Nullable String function, @Nullable String backend) {
		this(module, function, backend, null);
	}

	/**
	 * Create a context for a module as a whole.
	 * @param module name of the module
	 * @param backend id of the backend, or {@code null}
	 * @return the context
	 */
	public static WasmErrorContext of(String module, @Nullable String backend) {
		return new WasmErrorContext(module, null, backend);
	}

	/**
	 * Create a context for a module as a whole.
	 * @param module the module
	 * @return the context
	 */
	public static WasmErrorContext of(WasmModule module) {
		return of(module, null);
	}

	/**
	 * Create a context for a function of a module.
	 * @param module the module
	 * @param function name of the function, or {@code null} for the module as a whole
	 * @return the context
	 */
	public static WasmErrorContext of(WasmModule module, @Nullable String function) {
		return new WasmErrorContext(module.getName(), function, module.getBackend(), module.getSettingNames());
	}

	/**
	 * Return this context for another module.
	 * @param name name of the other module
	 * @return the context
	 */
	public WasmErrorContext withModule(String name) {
		return new WasmErrorContext(name, this.function, this.backend, this.settingNames);
	}

	/**
	 * Return this context with names for settings.
	 * @param names what the settings are called
	 * @return the context
	 */
	public WasmErrorContext withSettingNames(SettingNames names) {
		return new WasmErrorContext(this.module, this.function, this.backend, names);
	}

	/**
	 * Return what the settings of the module are called.
	 * @param fallback what they are called if this context does not know it
	 * @return the names
	 */
	public SettingNames settingNamesOr(SettingNames fallback) {
		return (this.settingNames != null) ? this.settingNames : fallback;
	}

	/**
	 * Return the names as the beginning of a sentence, for example
	 * {@code Module 'text', function 'slug', backend 'chicory'}.
	 */
	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		add(parts, "module", this.module);
		add(parts, "function", this.function);
		add(parts, "backend", this.backend);
		return StringUtils.capitalize(String.join(", ", parts));
	}

	private static void add(List<String> parts, String label, @Nullable String name) {
		if (name != null) {
			parts.add(label + " '" + name + "'");
		}
	}

}
