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

import org.jspecify.annotations.Nullable;

/**
 * Tells users what a setting is called where they set it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SettingNames {

	/**
	 * What settings are called where nobody knows how they are set.
	 */
	SettingNames NEUTRAL = (module, setting, value) -> "the %s '%s%s'".formatted(
			(setting.isOfApplication()) ? "application's setting" : "setting", setting.getName(),
			(value != null) ? "=" + value : "");

	/**
	 * Describe a setting.
	 * @param module name of the module, or {@code null} if there is none
	 * @param setting the setting
	 * @param value a value that it has or should have, or {@code null} to name the
	 * setting alone
	 * @return a name in quotes, which can be part of a sentence
	 */
	String describe(@Nullable String module, WasmSetting setting, @Nullable String value);

}
