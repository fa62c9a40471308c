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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstanceUsage;

/**
 * Observes one module. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface WasmModuleObservation {

	/**
	 * The module is registered: no other module has its name until it is
	 * {@linkplain #removed() removed}.
	 * @param load how it was loaded
	 * @param instances how many instances it has, which lives as long as the module
	 */
	void registered(WasmModuleLoad load, InstanceUsage instances);

	/**
	 * Return who hears of the calls of a function. The answer may be kept.
	 * @param function the name of the function
	 * @return the listener, or {@code null} if nobody wants to
	 */
	@Nullable CallListener findListener(String function);

	/**
	 * The module is about to be removed. May be told more than once, and before
	 * {@link #registered(WasmModuleLoad, InstanceUsage)}.
	 */
	void removed();

}
