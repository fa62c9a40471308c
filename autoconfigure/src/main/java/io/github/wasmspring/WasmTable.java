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
 * An exported table of an instance.
 *
 * @since 0.1.0
 */
public interface WasmTable {

	/**
	 * Return the type of the table.
	 * @return the type
	 */
	WasmTableType getType();

	/**
	 * Return the current size.
	 * @return the number of elements
	 */
	long size();

	/**
	 * Return the function at an index, as a function pointer of the guest leads to. A
	 * call of it is one like that of an exported function.
	 * @param index the index
	 * @return the function, or {@code null} if there is none
	 * @throws WasmLinkException if there is no such index, the table holds no functions,
	 * or the backend does not tell
	 */
	@Nullable WasmExportedFunction get(long index);

	/**
	 * Set what is at an index to the function at another one.
	 * @param index the index
	 * @param source the index of the function, or -1 for none
	 * @throws WasmLinkException if there is no such index, the table holds no functions,
	 * or the backend cannot set them
	 */
	void copy(long index, long source);

}
