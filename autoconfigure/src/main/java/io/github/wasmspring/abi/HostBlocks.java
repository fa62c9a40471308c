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

package io.github.wasmspring.abi;

import io.github.wasmspring.WasmInstance;

/**
 * Bytes that functions of the host exchange with guests through blocks which the host
 * keeps, instead of memory of the guest: each is one {@code i64}, the offset of a block.
 * All beans of this type take part; for imports of other modules bytes are passed as
 * pointer and length.
 *
 * @since 0.1.0
 */
public interface HostBlocks {

	/**
	 * Return whether functions that are imported from a module exchange blocks.
	 * @param module name of the module that functions are imported from
	 * @return whether they do
	 */
	boolean areUsedBy(String module);

	/**
	 * Return what is in a block.
	 * @param caller the instance that calls
	 * @param offset the offset that it passes, which may be anything
	 * @return the bytes
	 * @throws RuntimeException if there is no such block, which ends the call
	 */
	byte[] read(WasmInstance caller, long offset);

	/**
	 * Make a block.
	 * @param caller the instance that calls
	 * @param bytes what is in the block
	 * @return its offset
	 * @throws RuntimeException if there is no memory left for it, which ends the call
	 */
	long write(WasmInstance caller, byte[] bytes);

}
