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

package io.github.wasmspring.backend.chicory;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.RefusedGrowth.Cause;

/**
 * Thrown when there is no array for a linear memory.
 */
final class RefusedMemoryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Cause reason;

	/**
	 * Create a new exception.
	 * @param reason why there is none
	 * @param failure what the virtual machine threw, or {@code null}
	 */
	RefusedMemoryException(Cause reason, @Nullable OutOfMemoryError failure) {
		super(null, failure, false, false);
		this.reason = reason;
	}

	Cause reason() {
		return this.reason;
	}

}
