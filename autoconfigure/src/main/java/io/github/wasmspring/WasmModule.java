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

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A module, which stands for its name. Which version of its code serves may change while
 * it is used: a call that begins runs on the version that serves then, and ends on it.
 * Modules are thread-safe: each call runs on an instance that no other call uses at the
 * same time, and how long an instance lives is configured for each module.
 *
 * @since 0.1.0
 * @see WasmModules
 */
public interface WasmModule {

	/**
	 * Return the name under which the module is configured.
	 * @return the name
	 */
	String getName();

	/**
	 * Return the id of the backend that runs the module.
	 * @return the backend, for example {@code chicory}
	 */
	String getBackend();

	/**
	 * Return the SHA-256 digest of the module's binary, as it is in the file.
	 * @return the digest, 64 lower-case hexadecimal digits
	 */
	String getDigest();

	/**
	 * Return the state of the version that serves.
	 * @return the state
	 */
	default WasmModuleState getState() {
		return WasmModuleState.READY;
	}

	/**
	 * Return the number of the version that serves.
	 * @return 1 for the first version that served under the module's name since the
	 * application started, and one more for each that took over
	 */
	default long getVersion() {
		return 1;
	}

	/**
	 * Return what the module exports. Memories and tables have the maximum that they can
	 * really reach, which the configuration may set or lower.
	 * @return the exports, in the order of the binary
	 */
	List<WasmExport> getExports();

	/**
	 * Return the export of a name, whatever its kind.
	 * @param name the name of the export
	 * @return the export, or {@code null} if the module exports nothing under that name
	 */
	default @Nullable WasmExport findExport(String name) {
		for (WasmExport export : getExports()) {
			if (export.name().equals(name)) {
				return export;
			}
		}
		return null;
	}

	/**
	 * Return what the module imports. Every instance has memories, tables and globals
	 * that are imported for itself.
	 * @return the imports, in the order of the binary
	 */
	List<WasmImport> getImports();

	/**
	 * Return how Java values get into the module and out of it.
	 * @return the settings
	 */
	default AbiSettings getAbi() {
		return AbiSettings.DETECTED;
	}

	/**
	 * Return how long a call may take that has no timeout of its own.
	 * @return the timeout, zero for any time
	 */
	default Duration getTimeout() {
		return Duration.ZERO;
	}

	/**
	 * Return how large the memory of an instance may become.
	 * @return the number of bytes
	 */
	default long getMaxMemory() {
		return 128L * 1024 * 1024;
	}

	/**
	 * Return what messages call the settings of this module.
	 * @return the names
	 */
	default SettingNames getSettingNames() {
		return SettingNames.NEUTRAL;
	}

	/**
	 * Call an exported function. A {@linkplain WasmExport#isCommand() command} runs on a
	 * new instance, whatever is configured.
	 * @param function the name of the export
	 * @param arguments the arguments as boxed numbers
	 * @return an {@link Integer}, {@link Long}, {@link Float} or {@link Double},
	 * {@code null} if the function returns nothing, or an {@code Object[]} if it returns
	 * several results
	 * @throws NoSuchWasmFunctionException if the module exports no such function
	 * @throws WasmLinkException if the arguments do not fit the function's type
	 * @throws WasmTrapException if the guest traps
	 * @throws WasmTimeoutException if the call takes longer than {@link #getTimeout()}
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 */
	@Nullable Object call(String function, @Nullable Object... arguments);

	/**
	 * Call an exported function with a timeout of its own.
	 * @param timeout how long the call may take, zero for any time
	 * @param function the name of the export
	 * @param arguments the arguments as boxed numbers
	 * @return the result, as {@link #call(String, Object...)} returns it
	 * @throws WasmTimeoutException if the call takes longer
	 */
	@Nullable Object call(Duration timeout, String function, @Nullable Object... arguments);

	/**
	 * Run a command on a new instance: what it writes to standard output is its result.
	 * @param command what to run, and what it reads
	 * @return what it wrote
	 * @throws NoSuchWasmFunctionException if the module exports no such function
	 * @throws WasmExitException if the command ends with another code than 0
	 * @throws WasmValueException if it writes more than the settings allow
	 * @throws WasmTrapException if the guest traps
	 * @throws WasmTimeoutException if the command takes longer than its timeout
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 */
	default WasmCommandResult run(WasmCommand command) {
		throw new UnsupportedOperationException("This module runs no commands");
	}

	/**
	 * Return a handle that calls an exported function like
	 * {@link #call(String, Object...)}, but takes and returns primitives: no array and no
	 * box is needed for a call. It is fastest where the JVM can treat it as a constant,
	 * as in a {@code static final} field. It calls the version that serves, as long as
	 * that exports the function with the same type.
	 * @param function the name of the export
	 * @return the handle, of the type {@link WasmFunctionType#toMethodType()}
	 * @throws NoSuchWasmFunctionException if the module exports no such function
	 * @throws WasmLinkException if a parameter or a result is not a number
	 */
	default MethodHandle getHandle(String function) {
		return FunctionHandles.boxed(this, null, function);
	}

	/**
	 * Return a handle like {@link #getHandle(String)} for calls with a timeout of their
	 * own.
	 * @param timeout how long a call may take, zero for any time
	 * @param function the name of the export
	 * @return the handle, of the type {@link WasmFunctionType#toMethodType()}
	 * @throws NoSuchWasmFunctionException if the module exports no such function
	 * @throws WasmLinkException if a parameter or a result is not a number
	 */
	default MethodHandle getHandle(Duration timeout, String function) {
		return FunctionHandles.boxed(this, timeout, function);
	}

	/**
	 * Run several calls on one instance, which no other caller uses meanwhile. The
	 * instance must not be used after the action returns. Each call may take as long as
	 * {@link #getTimeout()}.
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 */
	<T extends @Nullable Object> T execute(Function<WasmInstance, T> action);

	/**
	 * Run several calls on one instance, as {@link #execute(Function)} does, but limit
	 * how long they take together.
	 * @param timeout how long the action may take, zero for any time; its thread is
	 * interrupted afterwards
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 * @throws WasmTimeoutException if the action takes longer
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 */
	<T extends @Nullable Object> T execute(Duration timeout, Function<WasmInstance, T> action);

	/**
	 * Run the calls that make up one call of a function, such as those that pass its
	 * buffers, as {@link #execute(Duration, Function)} does. Meters count them as that
	 * one call.
	 * @param timeout how long the action may take, zero for any time
	 * @param function the name of the export that the action calls
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 * @throws WasmTimeoutException if the action takes longer
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 */
	default <T extends @Nullable Object> T execute(Duration timeout, String function,
			Function<WasmInstance, T> action) {
		return execute(timeout, action);
	}

	/**
	 * Create an instance that belongs to the caller, who has to close it. It stays on the
	 * version that serves now.
	 * @return a new instance
	 * @throws WasmTrapException if the module's start function traps
	 */
	WasmInstance instantiate();

	/**
	 * Return the compiled form of the module, signed with {@code wasm.cache.secret}. A
	 * module whose location holds these bytes is ready without being compiled, if it has
	 * the same backend, and runs on the same versions of the backend's engine and Java.
	 * @return the compiled form, signed
	 * @throws UnsupportedOperationException if the backend has none
	 * @throws IllegalStateException if there is no secret to sign with
	 */
	byte[] serialize();

}
