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

package io.github.wasmspring.backend;

import java.util.Map;

import io.github.wasmspring.WasmFunctionType;

/**
 * What the host offers to a guest: functions by module and name.
 *
 * @param functions the functions
 * @since 0.1.0
 */
public record BackendImports(Map<Key, Function> functions) {

	/**
	 * Nothing is offered.
	 */
	public static final BackendImports NONE = new BackendImports(Map.of());

	/**
	 * Create new imports.
	 * @param functions the functions
	 */
	public BackendImports {
		functions = Map.copyOf(functions);
	}

	/**
	 * Two-part name of an import.
	 *
	 * @param module the module that it is imported from
	 * @param name its name
	 */
	public record Key(String module, String name) {
	}

	/**
	 * Function that is offered.
	 *
	 * @param type its type
	 * @param body what it does
	 */
	public record Function(WasmFunctionType type, BackendHostFunction body) {
	}

}
