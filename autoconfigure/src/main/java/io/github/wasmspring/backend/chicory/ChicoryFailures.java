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

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.RefusedGrowth.Cause;
import io.github.wasmspring.backend.TrapMessages;

/**
 * Translates what Chicory throws on behalf of one module.
 *
 * @param module name of the module
 * @param backend id of the backend
 */
record ChicoryFailures(String module, String backend) {

	ChicoryFailures withModule(String name) {
		return new ChicoryFailures(name, this.backend);
	}

	/**
	 * Describe that no classes can be defined.
	 */
	WasmLoadException nativeImage() {
		return new WasmLoadException(Reason.BACKEND_UNAVAILABLE, context(),
				WasmText.of("it compiles modules to Java classes, which cannot be defined in a native image"),
				WasmText.of(
						"Set %s to 'chicory-interpreter', or %s for all modules. It runs .wasm files only, no serialized modules.",
						WasmSetting.BACKEND.proposing("chicory-interpreter"), WasmSetting.DEFAULT_BACKEND),
				null);
	}

	/**
	 * Parse and compile a module. The parser reports some problems by plain runtime
	 * exceptions, or by assertions where they are enabled, so all of them count.
	 */
	<T> T translateLoad(Supplier<T> action) {
		try {
			return action.get();
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (RuntimeException | LinkageError | AssertionError ex) {
			throw failure(Reason.UNSUPPORTED, "the module cannot be compiled: " + ex, ex);
		}
		catch (OutOfMemoryError | StackOverflowError ex) {
			throw failure(Reason.LIMIT_EXCEEDED, "the module is too complex to compile: " + ex, ex);
		}
	}

	/**
	 * Make compiled code ready. Whatever can be wrong with bytes counts as damage.
	 */
	<T> T translateRead(Callable<T> action) {
		try {
			return action.call();
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (OutOfMemoryError | StackOverflowError ex) {
			throw failure(Reason.LIMIT_EXCEEDED, "not enough heap or stack for the compiled form: " + ex, ex);
		}
		catch (Exception | LinkageError ex) {
			throw new WasmLoadException(Reason.MALFORMED, context(), "the compiled form is damaged: " + ex,
					"Delete it, so that the module is compiled again.", ex);
		}
	}

	/**
	 * Create an instance, whose memories are closed if that fails.
	 */
	<T> T translateInstantiation(WasmModule guest, InstanceMemories memories, Supplier<T> action) {
		T created = null;
		try {
			created = action.get();
			return created;
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (RefusedMemoryException ex) {
			throw memories.exhausted(ex, context());
		}
		catch (UnlinkableException ex) {
			throw new WasmLinkException(context(), "an import does not fit: " + ex.getMessage(), null, ex);
		}
		catch (InvalidException ex) {
			throw failure(Reason.INVALID, "the module is invalid: " + ex.getMessage(), ex);
		}
		catch (OutOfMemoryError ex) {
			throw RefusedGrowth.of(0, 0, Cause.HEAP).toException(context(), ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw trap(ex, guest);
		}
		finally {
			if (created == null) {
				memories.close();
			}
		}
	}

	/**
	 * Run code of the guest. A trap whose kind is known needs no exception of the engine,
	 * whose stack trace is long and says less.
	 */
	static RuntimeException trap(Throwable failure, WasmModule guest) {
		Throwable cause = (failure instanceof UninstantiableException && failure.getCause() != null)
				? failure.getCause() : failure;
		if (cause instanceof GuestTrap trap) {
			return trap;
		}
		if (cause instanceof GuestExit exit) {
			return exit;
		}
		GuestBacktrace backtrace = new GuestBacktrace(guest);
		if (cause instanceof HostFunctionFailure hostFailure) {
			return GuestTrap.ofHostFunction(Objects.requireNonNull(hostFailure.getCause()),
					backtrace.functions(hostFailure));
		}
		if (cause instanceof StackOverflowError || cause.getCause() instanceof StackOverflowError) {
			List<String> functions = backtrace.functions(cause);
			return new GuestTrap(WasmTrapKind.STACK_OVERFLOW, null, (functions.isEmpty() && cause.getCause() != null)
					? backtrace.functions(cause.getCause()) : functions, null);
		}
		if (cause instanceof IndexOutOfBoundsException) {
			return new GuestTrap(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, null, backtrace.functions(cause), null);
		}
		WasmTrapKind kind = TrapMessages.kindOf(cause.getMessage());
		boolean known = kind != WasmTrapKind.OTHER;
		return new GuestTrap(kind, (known) ? null : cause.toString(), backtrace.functions(cause),
				(known) ? null : cause);
	}

	/**
	 * Run code of the guest, where anything may be thrown.
	 * @throws Error the error itself, unless the guest used up the stack
	 */
	static RuntimeException trapOrError(WasmModule guest, Throwable failure) {
		if (failure instanceof Error error && !(error instanceof StackOverflowError)) {
			throw error;
		}
		return trap(failure, guest);
	}

	private WasmLoadException failure(Reason reason, String fact, @Nullable Throwable cause) {
		String remedy = switch (reason) {
			case INVALID, MALFORMED -> "Build the file again, or check it with 'wasm-validate'.";
			case UNSUPPORTED -> "Compile the guest without that feature, or choose another backend.";
			default -> null;
		};
		return new WasmLoadException(reason, context(), fact, remedy, cause);
	}

	private WasmErrorContext context() {
		return WasmErrorContext.of(this.module, this.backend);
	}

}
