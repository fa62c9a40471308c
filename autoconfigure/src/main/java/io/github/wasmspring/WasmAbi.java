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
 * Names of the exports through which the host obtains memory from a guest in order to
 * pass it buffers.
 *
 * @param allocator name of the export that allocates, or {@code null} to look for a
 * conventional one
 * @param deallocator name of the export that frees, or {@code null} to look for a
 * conventional one
 * @since 0.1.0
 */
public record WasmAbi(@Nullable String allocator, @Nullable String deallocator) {

	/**
	 * The allocator is found among the conventional names.
	 */
	public static final WasmAbi DETECTED = new WasmAbi(null, null);

	/**
	 * Return these names with another one.
	 * @param allocator name of the export that allocates, or {@code null}
	 * @return the changed names
	 */
	public WasmAbi withAllocator(@Nullable String allocator) {
		return new WasmAbi(allocator, this.deallocator);
	}

	/**
	 * Return these names with another one.
	 * @param deallocator name of the export that frees, or {@code null}
	 * @return the changed names
	 */
	public WasmAbi withDeallocator(@Nullable String deallocator) {
		return new WasmAbi(this.allocator, deallocator);
	}

}
