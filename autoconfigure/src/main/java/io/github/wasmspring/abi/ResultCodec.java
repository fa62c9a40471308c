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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Turns the results of a function in a guest into what a Java method returns.
 */
interface ResultCodec {

	/**
	 * Return the types of the results.
	 */
	List<WasmValueType> types();

	/**
	 * Return whether a function with the given results fits.
	 */
	default boolean accepts(List<WasmValueType> results) {
		return types().equals(results);
	}

	/**
	 * Return the type of function that fits, as text.
	 */
	default String describe(List<WasmValueType> parameters) {
		return new WasmFunctionType(parameters, types()).toString();
	}

	/**
	 * Return whether the result comes through the memory of the guest.
	 */
	default boolean isBuffer() {
		return false;
	}

	/**
	 * Read the results.
	 * @param raw the raw values
	 * @param buffers where to get what does not fit a number
	 * @return the Java value
	 */
	@Nullable Object read(long[] raw, BufferExchange buffers);

}
