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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;

/**
 * Bounds the number of calls that run on a module at once.
 */
final class InstancePermits {

	private final WasmModule module;

	private final InstanceSettings settings;

	private final Semaphore semaphore;

	InstancePermits(WasmModule module, InstanceSettings settings) {
		this.module = module;
		this.settings = settings;
		this.semaphore = new Semaphore(settings.effectiveMax());
	}

	void acquire() {
		if (this.semaphore.tryAcquire()) {
			return;
		}
		try {
			if (this.semaphore.tryAcquire(this.settings.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
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

	void release() {
		this.semaphore.release();
	}

	private WasmPoolExhaustedException exhausted(String fact, @Nullable Throwable cause) {
		return new WasmPoolExhaustedException(WasmErrorContext.of(this.module, (String) null), fact,
				"Raise 'wasm.modules.%s.instances.max' or '.instances.max-wait', or look for calls that take long."
					.formatted(this.module.getName()),
				cause);
	}

}
