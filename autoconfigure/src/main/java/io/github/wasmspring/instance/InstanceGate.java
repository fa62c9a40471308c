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

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;

/**
 * Lets a bounded number of calls at once pass to the instances of a module, and none
 * after it is closed.
 */
final class InstanceGate {

	private final WasmModule module;

	private final InstanceSettings settings;

	private final Semaphore permits;

	private volatile boolean closed;

	InstanceGate(WasmModule module, InstanceSettings settings) {
		this.module = module;
		this.settings = settings;
		this.permits = new Semaphore(settings.effectiveMax());
	}

	/**
	 * Run a call once there is room for it.
	 */
	<T extends @Nullable Object> T pass(Supplier<T> call) {
		checkOpen();
		acquire();
		try {
			checkOpen();
			return call.get();
		}
		finally {
			this.permits.release();
		}
	}

	private void acquire() {
		if (this.permits.tryAcquire()) {
			return;
		}
		try {
			if (this.permits.tryAcquire(this.settings.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw exhausted("interrupted while waiting for an instance", ex);
		}
		throw exhausted("all %d instances are in use, and none became free within %d ms"
			.formatted(this.settings.effectiveMax(), this.settings.maxWait().toMillis()), null);
	}

	private WasmPoolExhaustedException exhausted(String fact, @Nullable Throwable cause) {
		return new WasmPoolExhaustedException(WasmErrorContext.of(this.module), fact,
				"Raise 'wasm.modules.%s.instances.max' or '.instances.max-wait', or look for calls that take long."
					.formatted(this.module.getName()),
				cause);
	}

	void checkOpen() {
		if (this.closed) {
			throw new IllegalStateException(
					"Module '%s' on backend '%s' is closed".formatted(this.module.getName(), this.module.getBackend()));
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	void close() {
		this.closed = true;
	}

}
