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
 * An exported function of an instance.
 *
 * @since 0.1.0
 */
public interface WasmExportedFunction {

	/**
	 * Return the name of the export.
	 * @return the name
	 */
	String getName();

	/**
	 * Return the type of the function.
	 * @return the type
	 */
	WasmFunctionType getType();

	/**
	 * Call the function.
	 * @param arguments the arguments as boxed numbers
	 * @return a boxed number, {@code null} if the function returns nothing, or an
	 * {@code Object[]} if it returns several results
	 * @throws WasmLinkException if the arguments do not fit the function's type
	 * @throws WasmTrapException if the guest traps
	 * @throws IllegalStateException if the instance is closed
	 */
	@Nullable Object call(@Nullable Object... arguments);

	/**
	 * Call the function with raw values.
	 * @param arguments one element for each parameter: the value's bits as described by
	 * {@link WasmValueType}
	 * @return one element for each result
	 * @throws WasmLinkException if the number of arguments is wrong
	 * @throws WasmTrapException if the guest traps
	 * @throws IllegalStateException if the instance is closed
	 */
	long[] callRaw(long... arguments);

}
