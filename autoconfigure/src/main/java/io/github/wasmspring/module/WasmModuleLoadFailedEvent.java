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

/**
 * Tells that a module could not be loaded which is registered, and which no version
 * serves yet.
 *
 * @since 0.1.0
 */
public final class WasmModuleLoadFailedEvent extends WasmModuleEvent {

	private static final long serialVersionUID = 1L;

	private final Throwable failure;

	/**
	 * Create a new event.
	 * @param registry the registry of the module
	 * @param module the module
	 * @param failure why it could not be loaded
	 */
	public WasmModuleLoadFailedEvent(WasmModuleRegistry registry, String module, Throwable failure) {
		super(registry, module, "");
		this.failure = failure;
	}

	/**
	 * Return why it could not be loaded.
	 * @return the failure
	 */
	public Throwable getFailure() {
		return this.failure;
	}

}
