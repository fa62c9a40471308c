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

package io.github.wasmspring.micrometer;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.instance.PoolClosedException;

/**
 * How a call ended.
 */
enum CallOutcome {

	/**
	 * It returned, or the guest ended itself with code 0.
	 */
	SUCCESS,

	/**
	 * The guest trapped, or a host function that it called threw an exception.
	 */
	TRAP,

	/**
	 * It took too long.
	 */
	TIMEOUT,

	/**
	 * The guest ended itself with another code than 0.
	 */
	EXIT,

	/**
	 * The guest told that it failed, with a message of its own.
	 */
	GUEST,

	/**
	 * The module is suspended, so the call did not begin.
	 */
	SUSPENDED,

	/**
	 * Another version took over before the call began, which then runs there and counts
	 * once more. Only observations tell this.
	 */
	REPLACED,

	/**
	 * No instance became free in time, or there was no memory for one.
	 */
	EXHAUSTED,

	/**
	 * Anything else, such as arguments that do not fit.
	 */
	ERROR;

	static CallOutcome of(@Nullable Throwable failure) {
		if (failure == null) {
			return SUCCESS;
		}
		if (failure instanceof WasmTrapException) {
			return TRAP;
		}
		if (failure instanceof WasmTimeoutException) {
			return TIMEOUT;
		}
		if (failure instanceof WasmExitException exit) {
			return (exit.getExitCode() != 0) ? EXIT : SUCCESS;
		}
		if (failure instanceof WasmGuestException) {
			return GUEST;
		}
		if (failure instanceof WasmModuleSuspendedException) {
			return SUSPENDED;
		}
		if (failure instanceof PoolClosedException) {
			return REPLACED;
		}
		return (failure instanceof WasmPoolExhaustedException || failure instanceof WasmMemoryExhaustedException)
				? EXHAUSTED : ERROR;
	}

	/**
	 * Return the name in lower case, as the tag has it.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
