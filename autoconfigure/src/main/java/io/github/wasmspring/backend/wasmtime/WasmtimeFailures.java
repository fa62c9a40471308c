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

package io.github.wasmspring.backend.wasmtime;

import java.util.List;

import io.github.kawamuray.wasmtime.Trap;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.TrapMessages;

/**
 * Translates what the engine throws on behalf of one module.
 *
 * @param module name of the module
 */
record WasmtimeFailures(String module) {

	WasmLoadException load(Throwable failure) {
		return new WasmLoadException(Reason.UNSUPPORTED, context(),
				WasmText.of("the module cannot be compiled: %s", failure.getMessage()),
				WasmText.of("Set %s to 'chicory'.", WasmSetting.BACKEND.proposing("chicory")), failure);
	}

	WasmLoadException computedAddress() {
		return load(new IllegalArgumentException("the address of a data segment is computed"));
	}

	WasmLinkException link(String fact) {
		return new WasmLinkException(context(), fact, null, null);
	}

	/**
	 * Translate the failure to create an instance, which no code of the guest is part of.
	 */
	RuntimeException instantiation(RuntimeException failure) {
		if (String.valueOf(failure.getMessage()).contains("mmap failed")) {
			return exhausted("the process cannot reserve memory for another instance", failure);
		}
		return trap(failure);
	}

	/**
	 * Translate the failure of a call.
	 * @param failure what the engine threw
	 * @param hostFailure what a host function threw, or {@code null}
	 * @param interrupted whether the guest had to stop
	 */
	RuntimeException call(Throwable failure, @Nullable Throwable hostFailure, boolean interrupted) {
		if (hostFailure == null) {
			GuestTrap trap = trap(failure);
			return (interrupted && trap.getKind() == WasmTrapKind.UNREACHABLE) ? interruption() : trap;
		}
		if (hostFailure instanceof StackOverflowError) {
			return new GuestTrap(WasmTrapKind.STACK_OVERFLOW, null, null);
		}
		if (hostFailure instanceof Error error) {
			throw error;
		}
		if (hostFailure instanceof GuestExit exit) {
			return exit;
		}
		if (hostFailure instanceof GuestInterruptedException) {
			return interruption();
		}
		if (hostFailure instanceof HostCallLimitException limit) {
			return GuestTrap.of(WasmTrapKind.OTHER, limit.getText());
		}
		return GuestTrap.ofHostFunction(hostFailure, List.of());
	}

	private static GuestTrap interruption() {
		return new GuestTrap(WasmTrapKind.INTERRUPTED, null, null);
	}

	private static GuestTrap trap(Throwable failure) {
		if (failure instanceof StackOverflowError) {
			return new GuestTrap(WasmTrapKind.STACK_OVERFLOW, null, null);
		}
		if (failure instanceof WasmFunctionError.TrapError error) {
			WasmTrapKind kind = kindOf(error.trap());
			return new GuestTrap(kind, (kind != WasmTrapKind.OTHER) ? null : error.getMessage(), failure);
		}
		WasmTrapKind kind = TrapMessages.kindOf(failure.getMessage());
		return new GuestTrap(kind, (kind != WasmTrapKind.OTHER) ? null : String.valueOf(failure.getMessage()), failure);
	}

	private static WasmTrapKind kindOf(Trap trap) {
		return switch (trap) {
			case STACK_OVERFLOW -> WasmTrapKind.STACK_OVERFLOW;
			case MEMORY_OUT_OF_BOUNDS -> WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS;
			case TABLE_OUT_OF_BOUNDS -> WasmTrapKind.OUT_OF_BOUNDS_TABLE_ACCESS;
			case INDIRECT_CALL_TO_NULL -> WasmTrapKind.UNINITIALIZED_ELEMENT;
			case BAD_SIGNATURE -> WasmTrapKind.INDIRECT_CALL_TYPE_MISMATCH;
			case INTEGER_OVERFLOW -> WasmTrapKind.INTEGER_OVERFLOW;
			case INTEGER_DIVISION_BY_ZERO -> WasmTrapKind.INTEGER_DIVIDE_BY_ZERO;
			case BAD_CONVERSION_TO_INTEGER -> WasmTrapKind.INVALID_CONVERSION_TO_INTEGER;
			case UNREACHABLE_CODE_REACHED -> WasmTrapKind.UNREACHABLE;
			default -> WasmTrapKind.OTHER;
		};
	}

	WasmMemoryExhaustedException exhausted(RefusedGrowth problem) {
		return problem.toException(context(), null);
	}

	WasmMemoryExhaustedException tooManyInstances(int limit) {
		return exhausted("%d instances are open on this backend, and there can be no more".formatted(limit), null);
	}

	private WasmMemoryExhaustedException exhausted(String fact, @Nullable Throwable cause) {
		return new WasmMemoryExhaustedException(context(), WasmText.of(fact),
				WasmText.of("Close instances that are not needed, or set a smaller %s.", WasmSetting.INSTANCES_MAX),
				cause);
	}

	private WasmErrorContext context() {
		return WasmErrorContext.of(this.module, WasmtimeBackend.ID);
	}

}
