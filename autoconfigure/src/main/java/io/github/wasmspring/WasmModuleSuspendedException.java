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
 * Thrown when a module is called that is suspended: the guest did not run.
 *
 * @since 0.1.0
 */
public class WasmModuleSuspendedException extends WasmException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new exception.
	 * @param module the module
	 */
	public WasmModuleSuspendedException(WasmModule module) {
		this(module, "the module is suspended", "Resume it, or replace it.", null);
	}

	/**
	 * Create a new exception for a module that is not loaded.
	 * @param context what the error is about
	 */
	public WasmModuleSuspendedException(WasmErrorContext context) {
		super(context, "the module is suspended", "Resume it, or replace it.", null);
	}

	/**
	 * Create a new exception.
	 * @param module the module
	 * @param fact why it is suspended
	 * @param remedy what to do about it
	 * @param cause what suspended it, or {@code null}
	 */
	public WasmModuleSuspendedException(WasmModule module, String fact, String remedy, @Nullable Throwable cause) {
		super(WasmErrorContext.of(module), fact, remedy, cause);
	}

}
