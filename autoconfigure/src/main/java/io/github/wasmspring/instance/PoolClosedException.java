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

package io.github.wasmspring.instance;

import io.github.wasmspring.WasmModule;

/**
 * Thrown when a pool is closed that a call asks for an instance: the call did not begin.
 *
 * @since 0.1.0
 */
public final class PoolClosedException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient Object source;

	/**
	 * Create a new exception.
	 * @param source what is closed, by which a pool knows its own exceptions
	 */
	PoolClosedException(WasmModule module, Object source) {
		super("Module '%s' on backend '%s' is closed".formatted(module.getName(), module.getBackend()));
		this.source = source;
	}

	boolean isFrom(Object candidate) {
		return this.source == candidate;
	}

}
