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

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;

/**
 * Checks modules before they are compiled. All beans of this type take part.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WasmModuleCheck {

	/**
	 * Check a module, of which everything is known but its code: it tells its names,
	 * settings, imports and exports, and cannot be called.
	 * @param module the module
	 * @throws WasmException if the module must not be loaded
	 */
	void check(WasmModule module);

}
