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

package io.github.wasmspring.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.HeapReserve;
import io.github.wasmspring.binary.WasmBinary;

/**
 * A module that one thread loads while others wait for it.
 */
final class PendingLoad {

	private final CompletableFuture<@Nullable SharedModule> result = new CompletableFuture<>();

	void succeed(SharedModule module) {
		this.result.complete(module);
	}

	/**
	 * Let those who wait fail too; unless the thread that loaded was interrupted or had
	 * no more time, which is its own affair.
	 */
	void fail(Throwable failure) {
		if (Thread.currentThread().isInterrupted()) {
			this.result.complete(null);
		}
		else {
			this.result.completeExceptionally(failure);
		}
	}

	/**
	 * Wait for the other thread, as long as there is time to compile.
	 * @param binary the module on whose behalf this thread waits
	 * @param backend id of the backend
	 * @return the module, or {@code null} if this thread has to try by itself
	 */
	@Nullable SharedModule await(WasmBinary binary, String backend) {
		String name = binary.getName();
		try {
			Duration left = binary.getCompileTimeLeft();
			return (left.isZero()) ? this.result.get() : this.result.get(left.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw binary.compileTimeExceeded(backend, HeapReserve.ofProcess().isShort());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WasmLoadException(Reason.INTERRUPTED, WasmErrorContext.of(name, backend),
					"the thread was interrupted while another one compiled the module", null, ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof WasmLoadException failure && failure.getReason() != Reason.COMPILE_TIMEOUT) {
				throw failure.withModule(name);
			}
			return null;
		}
	}

}
