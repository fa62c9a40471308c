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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An instance of a module. The caller sees to it that one thread at a time uses an
 * instance, and none after it is closed.
 *
 * @since 0.1.0
 */
public interface BackendInstance extends AutoCloseable {

	/**
	 * Return an exported function.
	 * @param name the name of the export
	 * @return the function, or {@code null} if there is no such export
	 */
	@Nullable BackendFunction getFunction(String name);

	/**
	 * Return an exported memory.
	 * @param name the name of the export
	 * @return the memory, or {@code null} if there is no such export
	 */
	@Nullable BackendMemory getMemory(String name);

	/**
	 * Return an exported global variable.
	 * @param name the name of the export
	 * @return the global, or {@code null} if there is no such export
	 */
	@Nullable BackendGlobal getGlobal(String name);

	/**
	 * Return an exported table.
	 * @param name the name of the export
	 * @return the table, or {@code null} if there is no such export
	 */
	@Nullable BackendTable getTable(String name);

	/**
	 * Set how long the guest code of later calls may run, all of them together, counted
	 * from now on and until this is set again. Calls that take longer are interrupted by
	 * the caller, who interrupts the thread that runs them; a backend whose guest code
	 * takes no notice of that must stop it by other means, not before the time is over
	 * and soon after it. Either way the call ends with a {@link GuestTrap} of the kind
	 * {@link io.github.wasmspring.WasmTrapKind#INTERRUPTED}. Called by the thread that is
	 * about to call a function, while no function runs.
	 * @param timeout the longest time, zero for any time
	 */
	default void setTimeout(Duration timeout) {
		// the thread is interrupted
	}

	/**
	 * Release the instance.
	 */
	@Override
	void close();

}
