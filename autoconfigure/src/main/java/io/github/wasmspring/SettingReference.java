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
 * Place of a text where a setting is named.
 *
 * @param setting the setting
 * @param value the value that would help, or {@code null}
 * @param assigned whether the value is part of the name
 */
record SettingReference(WasmSetting setting, @Nullable String value, boolean assigned) {

	String describe(SettingNames names, @Nullable String module) {
		return names.describe(module, this.setting, (this.assigned) ? this.value : null);
	}

}
