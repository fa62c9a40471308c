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

import org.springframework.beans.factory.ObjectProvider;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;

/**
 * Factory of the module beans: a factory method, unlike an instance supplier, needs no
 * support of its own to be written ahead of time.
 */
class WasmModuleBeans {

	/**
	 * Name of the bean.
	 */
	static final String BEAN_NAME = "wasmModuleBeans";

	/**
	 * Name of the factory method.
	 */
	static final String FACTORY_METHOD = "getModule";

	private final ObjectProvider<WasmModules> modules;

	WasmModuleBeans(ObjectProvider<WasmModules> modules) {
		this.modules = modules;
	}

	WasmModule getModule(String name) {
		return this.modules.getObject().getModule(name);
	}

}
