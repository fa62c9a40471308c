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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmSetting;

/**
 * Names of settings that properties set: their keys.
 *
 * @since 0.1.0
 */
public enum PropertySettingNames implements SettingNames {

	/**
	 * The names.
	 */
	INSTANCE;

	private static final String PREFIX = "wasm.";

	@Override
	public String describe(@Nullable String module, WasmSetting setting, @Nullable String value) {
		if (setting == WasmSetting.WASI_ENABLED && value != null && module != null) {
			return "'%s=%s' from 'wasm.modules.%s' or 'wasm.defaults'".formatted(setting.getName(), value, module);
		}
		return "'%s%s'".formatted(keyOf(module, setting), (value != null) ? "=" + value : "");
	}

	/**
	 * Return the key of a setting. A name with a dot belongs in brackets.
	 */
	static String keyOf(@Nullable String module, WasmSetting setting) {
		return prefix(module, setting) + setting.getName();
	}

	private static String prefix(@Nullable String module, WasmSetting setting) {
		if (setting.isOfApplication()) {
			return PREFIX;
		}
		if (module == null) {
			return PREFIX + "defaults.";
		}
		return PREFIX + ((module.indexOf('.') < 0) ? "modules." + module + "." : "modules[" + module + "].");
	}

}
