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

/**
 * An instance of a module. The caller sees to it that one thread at a time uses an
 * instance, and none after it is closed.
 * <p>
 * Calls that take longer than their timeout are ended by an interrupt of the thread that
 * runs them. Code of the guest must take notice of it, in endless loops as well, and end
 * soon with a {@link GuestTrap} of the kind
 * {@link io.github.wasmspring.WasmTrapKind#INTERRUPTED}; so must the creation of an
 * instance.
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
	 * Return whether a class is on the stack of a thread while code of a guest runs
	 * there.
	 * @param className the name of the class
	 * @return whether it is; so are the classes in the package of this instance's class
	 * unless an implementation says something else
	 */
	default boolean isCode(String className) {
		return className.startsWith(getClass().getPackageName() + ".");
	}

	/**
	 * Return the last growth of a memory that was refused, by the guest or by the host,
	 * and forget it.
	 * @return the growth, or {@code null} if none was refused since this was called
	 */
	default @Nullable RefusedGrowth takeRefusedGrowth() {
		return null;
	}

	/**
	 * Release the instance.
	 */
	@Override
	void close();

}
