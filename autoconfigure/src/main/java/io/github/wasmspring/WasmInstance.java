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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An instance of a module: its memory, globals and tables. One call runs at a time; calls
 * and accesses to memory, globals and tables from several threads wait for each other,
 * and a host function may call back into the instance that called it. Once an instance is
 * closed, each of them throws {@link IllegalStateException}. Only the
 * {@linkplain WasmMemory#view(long, int) views} on a memory are not guarded.
 * <p>
 * A trap leaves the memory of an instance as it was at that moment. An instance that was
 * created by {@link WasmModule#instantiate()} stays open then, and its owner decides what
 * to do with it; any other is closed and never used again.
 *
 * @since 0.1.0
 */
public interface WasmInstance extends AutoCloseable {

	/**
	 * Return the module of the instance.
	 * @return the module
	 */
	WasmModule getModule();

	/**
	 * Call an exported function.
	 * @param function the name of the export
	 * @param arguments the arguments as boxed numbers
	 * @return a boxed number, {@code null} if the function returns nothing, or an
	 * {@code Object[]} if it returns several results
	 * @throws NoSuchWasmFunctionException if the module exports no such function
	 * @throws WasmLinkException if the arguments do not fit the function's type
	 * @throws WasmTrapException if the guest traps
	 * @throws IllegalStateException if the instance is closed
	 */
	@Nullable Object call(String function, @Nullable Object... arguments);

	/**
	 * Return an exported function.
	 * @param name the name of the export
	 * @return the function
	 * @throws NoSuchWasmFunctionException if the module exports no such function
	 */
	WasmExportedFunction getFunction(String name);

	/**
	 * Return the exported function that the current outermost call runs.
	 * @return its name, or {@code null} if it is not known: an instance whose guest
	 * imports nothing is not told
	 */
	default @Nullable String getRunningFunction() {
		return null;
	}

	/**
	 * Return the memory that the module exports as {@code memory}, or else the only one
	 * that it exports.
	 * @return the memory
	 * @throws WasmLinkException if the module exports no memory
	 */
	WasmMemory memory();

	/**
	 * Return an exported memory.
	 * @param name the name of the export
	 * @return the memory
	 * @throws WasmLinkException if the module exports no such memory
	 */
	WasmMemory memory(String name);

	/**
	 * Return an exported global variable.
	 * @param name the name of the export
	 * @return the global
	 * @throws WasmLinkException if the module exports no such global
	 */
	WasmGlobal global(String name);

	/**
	 * Return an exported table.
	 * @param name the name of the export
	 * @return the table
	 * @throws WasmLinkException if the module exports no such table
	 */
	WasmTable table(String name);

	/**
	 * Return what somebody keeps for this instance, such as functions that it imports. It
	 * is for the current caller of the instance, and for host functions that the guest
	 * calls.
	 * @param type what is kept, of which there is one for an instance
	 * @param initial creates it when it is needed first; what is {@link AutoCloseable} is
	 * closed with the instance
	 * @param <T> the type
	 * @return what is kept
	 */
	default <T> T getState(Class<T> type, Supplier<? extends T> initial) {
		throw new UnsupportedOperationException("This instance keeps nothing for others");
	}

	/**
	 * Return whether the instance can be called.
	 * @return {@code false} once the instance is closed
	 */
	boolean isOpen();

	/**
	 * Close the instance after the call that is running on it, if any. Closing twice does
	 * nothing.
	 */
	@Override
	void close();

}
