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

package io.github.wasmspring.backend.chicory;

import java.lang.invoke.MethodHandle;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.HostEntry;

/**
 * A function of the host as an instance of Chicory imports it. It is public for the
 * compiled code of guests.
 *
 * @since 0.1.0
 */
public final class ImportedFunction extends HostFunction {

	private final BackendHostFunction function;

	private final ImportingInstance importer;

	private final @Nullable MethodHandle handle;

	private final HostEntry entry;

	/**
	 * Create a new function.
	 * @param type the type of the import
	 * @param function what it does
	 * @param importer the instance that imports it
	 * @param compiled whether the instance runs compiled code, which calls the handle
	 */
	ImportedFunction(String module, String name, FunctionType type, BackendHostFunction function,
			ImportingInstance importer, boolean compiled) {
		this(module, name, type, function, importer, (compiled) ? function.getHandle() : null, new HostEntry(),
				RawValues.of(type.params()), RawValues.of(type.returns()));
	}

	private ImportedFunction(String module, String name, FunctionType type, BackendHostFunction function,
			ImportingInstance importer, @Nullable MethodHandle handle, HostEntry entry, RawValues parameters,
			RawValues results) {
		super(module, name, type, (caller, arguments) -> {
			try {
				return results
					.canonical(function.call(enter(entry, importer, caller), parameters.canonical(arguments)));
			}
			catch (Exception ex) {
				throw failure(ex);
			}
		});
		this.function = function;
		this.importer = importer;
		this.handle = handle;
		this.entry = entry;
	}

	/**
	 * Leave the guest for the host: the only way there.
	 */
	private static ChicoryInstance enter(HostEntry entry, ImportingInstance importer, Instance caller) {
		entry.check();
		return importer.get(caller);
	}

	/**
	 * Find a function that has a handle.
	 * @param caller the instance that calls
	 * @param index index of the function
	 * @return the function, or {@code null} if it is to be called with raw values
	 */
	public static @Nullable ImportedFunction find(Instance caller, int index) {
		ImportFunction imported = caller.imports().function(index);
		return (imported instanceof ImportedFunction function && function.handle != null) ? function : null;
	}

	/**
	 * Return the handle.
	 * @return takes the function of the host, its caller and the numbers
	 */
	public @Nullable MethodHandle typedHandle() {
		return this.handle;
	}

	/**
	 * Return the function of the host.
	 * @return the function
	 */
	public BackendHostFunction function() {
		return this.function;
	}

	/**
	 * Leave the guest for the host.
	 * @param caller the instance that calls
	 * @return the caller of the function of the host
	 */
	public BackendInstance enter(Instance caller) {
		return enter(this.entry, this.importer, caller);
	}

	/**
	 * Carry what a function of the host threw through the guest.
	 * @param failure what was thrown
	 * @return what to throw
	 * @throws Error if it was an error
	 */
	public static RuntimeException failure(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof GuestExit exit) ? exit : new HostFunctionFailure(failure);
	}

}
