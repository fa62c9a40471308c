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

package io.github.wasmspring.micrometer;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstanceUsage;
import io.github.wasmspring.module.WasmModuleLoad;
import io.github.wasmspring.module.WasmModuleObservation;

/**
 * Observes the calls of one version of a module, and nothing else of it.
 */
final class ModuleObservation implements WasmModuleObservation {

	private final ModuleFunctions functions;

	/**
	 * Create a new observation.
	 * @param listeners creates who hears of the calls of a function
	 */
	ModuleObservation(WasmModule module, Function<String, @Nullable CallListener> listeners) {
		this.functions = new ModuleFunctions(module, listeners);
	}

	@Override
	public @Nullable CallListener findListener(String function) {
		return this.functions.find(function);
	}

	@Override
	public void registered(WasmModuleLoad load, InstanceUsage instances) {
		// meters tell it
	}

	@Override
	public void removed() {
		// nothing was registered
	}

}
