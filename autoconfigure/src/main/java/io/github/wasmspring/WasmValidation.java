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
 * Outcome of validating a binary without running it.
 *
 * @param reason why the binary cannot be loaded, or {@code null} if it can
 * @param problem what is wrong, or {@code null} if nothing is
 * @param offset where it is wrong, in bytes from the start of the binary: the beginning
 * of the function or of the section that is concerned; {@code null} if nothing is wrong
 * or the place is not known
 * @since 0.1.0
 */
public record WasmValidation(WasmLoadException.@Nullable Reason reason, @Nullable String problem,
		@Nullable Integer offset) {

	/**
	 * Nothing is wrong.
	 */
	public static final WasmValidation VALID = new WasmValidation(null, null, null);

	/**
	 * Return whether the binary can be loaded.
	 * @return whether nothing is wrong
	 */
	public boolean isValid() {
		return this.reason == null;
	}

}
