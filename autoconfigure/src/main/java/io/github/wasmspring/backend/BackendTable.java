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

package io.github.wasmspring.backend;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;

/**
 * An exported table of an instance.
 *
 * @since 0.1.0
 */
public interface BackendTable {

	/**
	 * Return the current size.
	 * @return the number of elements
	 */
	long size();

	/**
	 * Return whether functions in the table can be looked up and set.
	 * @return whether they can
	 */
	default boolean hasElements() {
		return false;
	}

	/**
	 * Return the function at an index.
	 * @param index the index, which is in the table of functions
	 * @return the function, or {@code null} if there is none
	 */
	default @Nullable Element get(long index) {
		throw new UnsupportedOperationException("Elements cannot be looked up");
	}

	/**
	 * Set what is at an index to what is at another one.
	 * @param index the index, which is in the table
	 * @param source the index of the function, negative for none
	 */
	default void copy(long index, long source) {
		throw new UnsupportedOperationException("Elements cannot be set");
	}

	/**
	 * A function in a table.
	 *
	 * @param type its type
	 * @param function the function
	 */
	record Element(WasmFunctionType type, BackendFunction function) {
	}

}
