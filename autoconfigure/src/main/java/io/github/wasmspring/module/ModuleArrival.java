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

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModuleState;

/**
 * The first version of a module, as long as it is still to come.
 */
interface ModuleArrival {

	/**
	 * Return what it is to be loaded by.
	 */
	WasmModuleDefinition definition();

	/**
	 * Return the state of a module that waits for this.
	 */
	WasmModuleState getState();

	/**
	 * Return why it could not be loaded, or {@code null} if nobody tried or that did not
	 * fail.
	 */
	@Nullable Throwable getFailure();

	/**
	 * Return whether the application is to be ready no earlier than this, if it waits for
	 * modules that are loaded in the background.
	 */
	boolean isAwaited();

	/**
	 * Wait until the module has a version that serves, or waits for this no more.
	 * @throws WasmException if it could not be loaded, or not in time
	 */
	void await();

}
