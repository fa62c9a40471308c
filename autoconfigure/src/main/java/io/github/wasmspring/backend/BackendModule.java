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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmModuleCode;

/**
 * A compiled module, from which many instances are made. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface BackendModule extends AutoCloseable {

	/**
	 * Return what the module exports.
	 * @return the exports, in the order of the binary
	 */
	List<WasmExport> getExports();

	/**
	 * Return what the module imports.
	 * @return the imports, in the order of the binary
	 */
	List<WasmImport> getImports();

	/**
	 * Create an instance: memories, tables and globals are set up and the start section
	 * runs. Exported functions such as {@code _initialize} or {@code _start} do not.
	 * @param imports what the module may import
	 * @return the instance
	 * @throws GuestTrap if the start section traps or a segment is out of bounds
	 * @throws GuestExit if the start section ends the guest
	 * @throws WasmLinkException if an import is missing or has another type
	 * @throws WasmMemoryExhaustedException if there is no memory for the instance
	 */
	BackendInstance instantiate(BackendImports imports);

	/**
	 * Return this module as one that is known by another name, so that a module that is
	 * compiled once can serve several names. It shares everything with this module, and
	 * is released with it: it is not closed by itself.
	 * @param name the name that messages about instances tell
	 * @return this module under the name, which is this object if the backend's messages
	 * do not tell names
	 */
	default BackendModule withName(String name) {
		return this;
	}

	/**
	 * Return where this module came from when it was loaded.
	 * @return the source
	 */
	default LoadSource getSource() {
		return LoadSource.COMPILED;
	}

	/**
	 * Return the budget that the memories of instances are taken from.
	 * @return the budget, or {@code null} if nobody counts them
	 */
	default @Nullable MemoryBudget getMemoryBudget() {
		return null;
	}

	/**
	 * Estimate how much memory the module keeps while there are no instances of it: the
	 * heap, and native memory for code.
	 * @return the number of bytes, or 0 if the backend does not know
	 */
	default long estimateMemory() {
		return 0;
	}

	/**
	 * Describe what became of the functions, and which of them run slower than others.
	 * This may take a while.
	 * @return the description, or {@link WasmModuleCode#UNKNOWN}
	 */
	default WasmModuleCode describeCode() {
		return WasmModuleCode.UNKNOWN;
	}

	/**
	 * Give back what is only kept to make the next instances faster. The module can be
	 * used as before.
	 */
	default void releaseSpareMemory() {
	}

	/**
	 * Release the compiled module. Instances that are still open keep working.
	 */
	@Override
	default void close() {
	}

}
