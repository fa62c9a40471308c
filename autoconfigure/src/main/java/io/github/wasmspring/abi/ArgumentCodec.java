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

import io.github.wasmspring.WasmValueType;

/**
 * Passes one Java argument as parameters of a function in a guest.
 */
interface ArgumentCodec {

	/**
	 * Return the types of the parameters.
	 */
	List<WasmValueType> types();

	/**
	 * Return whether the argument may be {@code null}.
	 */
	boolean isNullable();

	/**
	 * Return whether the argument goes through the memory of the guest.
	 */
	boolean isBuffer();

	/**
	 * Write the argument as raw values.
	 * @param argument the argument, {@code null} only if it may be
	 * @param raw the raw values of the call
	 * @param index where to write the first one
	 * @param buffers where to put what does not fit a number
	 */
	void write(@Nullable Object argument, long[] raw, int index, BufferExchange buffers);

}
