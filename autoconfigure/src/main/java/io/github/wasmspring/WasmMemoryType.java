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
 * Type of a linear memory. Sizes are in pages of 64 KiB.
 *
 * @param minimum initial size in pages
 * @param maximum largest size in pages, or {@code null} if there is none
 * @param shared whether several threads may access the memory
 * @since 0.1.0
 */
public record WasmMemoryType(long minimum, @Nullable Long maximum, boolean shared) implements WasmExternalType {

	@Override
	public WasmExternalKind kind() {
		return WasmExternalKind.MEMORY;
	}

	/**
	 * Return the type in the text format of the specification, for example {@code 1 16}.
	 */
	@Override
	public String toString() {
		return this.minimum + ((this.maximum != null) ? " " + this.maximum : "") + ((this.shared) ? " shared" : "");
	}

}
