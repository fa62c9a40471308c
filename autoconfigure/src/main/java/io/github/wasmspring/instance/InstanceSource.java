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

package io.github.wasmspring.instance;

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.backend.BackendModule;

/**
 * Provides the instances on which the calls of one module run. Implementations are
 * thread-safe.
 *
 * @since 0.1.0
 */
public interface InstanceSource extends AutoCloseable {

	/**
	 * Create the source that the settings ask for.
	 * @param module the module, for messages
	 * @param compiled the compiled module
	 * @param imports what its imports are linked to
	 * @param settings the settings
	 * @return the source
	 */
	static InstanceSource of(WasmModule module, BackendModule compiled, ModuleImports imports,
			InstanceSettings settings) {
		InstanceFactory factory = new InstanceFactory(module, compiled, imports, settings);
		return (settings.mode() == InstanceMode.PER_CALL) ? new PerCallInstances(factory, settings)
				: new InstancePool(factory, settings);
	}

	/**
	 * Run an action on an instance that no other caller uses meanwhile; each of its calls
	 * may take as long as the settings say.
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 */
	default <T extends @Nullable Object> T execute(Function<WasmInstance, T> action) {
		return execute(null, action);
	}

	/**
	 * Run an action on an instance that no other caller uses meanwhile. An instance that
	 * trapped is not used again.
	 * @param timeout how long the guest code of the action may run in total, or
	 * {@code null} if only each of its calls is limited
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 * @throws IllegalStateException if the source is closed
	 */
	<T extends @Nullable Object> T execute(@Nullable Duration timeout, Function<WasmInstance, T> action);

	/**
	 * Run an action on a new instance, which is closed afterwards; each of its calls may
	 * take as long as the settings say.
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 */
	default <T extends @Nullable Object> T executeOnNew(Function<WasmInstance, T> action) {
		return executeOnNew(null, action);
	}

	/**
	 * Run an action on a new instance, which is closed afterwards.
	 * @param timeout how long the guest code of the action may run in total, or
	 * {@code null} if only each of its calls is limited
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 * @throws WasmPoolExhaustedException if too many instances are in use
	 * @throws IllegalStateException if the source is closed
	 */
	<T extends @Nullable Object> T executeOnNew(@Nullable Duration timeout, Function<WasmInstance, T> action);

	/**
	 * Return a handle that calls a function on an instance that no other caller uses
	 * meanwhile.
	 * @param timeout how long a call may take, or {@code null} for as long as the
	 * settings say
	 * @param function an exported function that takes and returns numbers only
	 * @return the handle, of the type
	 * {@link io.github.wasmspring.WasmFunctionType#toMethodType()}
	 */
	MethodHandle getHandle(@Nullable Duration timeout, WasmExport function);

	/**
	 * Create an instance that belongs to the caller.
	 * @return a new instance
	 * @throws IllegalStateException if the source is closed
	 */
	WasmInstance create();

	/**
	 * Return how many instances there are.
	 * @return the usage, the same object each time
	 */
	InstanceUsage getUsage();

	/**
	 * Wait until the calls of other threads have ended.
	 * @param timeout the longest wait
	 * @return whether they have; not if the current thread is interrupted meanwhile
	 */
	boolean awaitCalls(Duration timeout);

	/**
	 * Close all instances that are not in use now, and the others when their call ends.
	 */
	@Override
	void close();

}
