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

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.UnlinkableException;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;
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
	 * Create an instance.
	 */
	<T> T translateInstantiation(Supplier<T> action) {
		try {
			return action.get();
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (UnlinkableException ex) {
			throw new WasmLinkException(context(), "an import does not fit: " + ex.getMessage(), null, ex);
		}
		catch (InvalidException ex) {
			throw failure(Reason.INVALID, "the module is invalid: " + ex.getMessage(), ex);
		}
		catch (OutOfMemoryError ex) {
			throw failure(Reason.LIMIT_EXCEEDED, "not enough heap for the instance's memory", ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw trap(ex);
		}
	}

	/**
	 * Run code of the guest.
	 */
	static RuntimeException trap(Throwable failure) {
		Throwable cause = (failure instanceof UninstantiableException && failure.getCause() != null)
				? failure.getCause() : failure;
		if (cause instanceof GuestTrap trap) {
			return trap;
		}
		if (cause instanceof GuestExit exit) {
			return exit;
		}
		if (cause instanceof HostFunctionFailure hostFailure) {
			return new GuestTrap(WasmTrapKind.HOST_EXCEPTION, "host function failed: " + hostFailure.getCause(),
					hostFailure.getCause());
		}
		if (cause instanceof StackOverflowError || cause.getCause() instanceof StackOverflowError) {
			return new GuestTrap(WasmTrapKind.STACK_OVERFLOW, null, null);
		}
		if (cause instanceof IndexOutOfBoundsException) {
			return new GuestTrap(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, null, null);
		}
		WasmTrapKind kind = TrapMessages.kindOf(cause.getMessage());
		return new GuestTrap(kind, (kind != WasmTrapKind.OTHER) ? kind.toString() : cause.toString(), cause);
	}

	WasmLoadException memoryLimitExceeded(int pages, int maxPages) {
		return new WasmLoadException(Reason.LIMIT_EXCEEDED, context(),
				"the module starts with a memory of %d pages of 64 KiB, but at most %d are allowed".formatted(pages,
						maxPages),
				"Set 'wasm.modules.%s.max-memory' to at least %s, or compile the guest with a smaller initial memory."
					.formatted(this.module, size(pages)),
				null);
	}

	/**
	 * Return a number of pages as it is written in properties.
	 */
	private static String size(int pages) {
		return (pages % 16 == 0) ? pages / 16 + "MB" : pages * 64 + "KB";
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
