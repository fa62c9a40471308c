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

import org.springframework.util.Assert;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.WasmConventions;

/**
 * Tells which convention the functions of a module follow. A module that no registry made
 * passes buffers as pointers and lengths.
 *
 * @since 0.1.0
 */
public final class ModuleConventions {

	private ModuleConventions() {
	}

	/**
	 * Return the convention of a module.
	 * @param module the version of a module that is called, or one that is being checked
	 * @return its convention
	 */
	public static WasmConvention of(WasmModule module) {
		Assert.notNull(module, "'module' must not be null");
		if (module instanceof ModuleVersion version) {
			return version.getConvention();
		}
		return ((module instanceof UncompiledModule uncompiled) ? uncompiled.conventions() : WasmConventions.BUFFERS)
			.get(module);
	}

}
