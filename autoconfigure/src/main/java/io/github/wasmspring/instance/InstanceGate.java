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

	private static final String CALL_BACK = "A host function should call back through its WasmInstance parameter, and an action through the instance that it is given, instead of calling the module.";

	private final WasmModule module;

	private final InstanceSettings settings;

	private final Semaphore permits;

	/**
	 * How many permits the current thread holds: a host function may call its own module.
	 */
	private final ThreadLocal<int[]> held = ThreadLocal.withInitial(() -> new int[1]);

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
		int[] mine = this.held.get();
		acquire(mine[0]);
		mine[0]++;
		try {
			checkOpen();
			return call.get();
		}
		finally {
			mine[0]--;
			this.permits.release();
		}
	}

	private void acquire(int mine) {
		if (this.permits.tryAcquire()) {
			return;
		}
		if (mine >= this.settings.effectiveMax()) {
			throw exhausted(
					"the calling thread itself uses all %d instances already".formatted(this.settings.effectiveMax()),
					nestedRemedy(), null);
		}
		try {
			if (this.permits.tryAcquire(this.settings.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw exhausted("interrupted while waiting for an instance", null, ex);
		}
		throw exhausted("all %d instances are in use, and none became free within %d ms"
			.formatted(this.settings.effectiveMax(), this.settings.maxWait().toMillis()), remedy(mine > 0), null);
	}

	private String nestedRemedy() {
		return (this.settings.mode() == InstanceMode.SINGLE) ? CALL_BACK
				: CALL_BACK + " Otherwise raise 'wasm.modules.%s.instances.max'.".formatted(this.module.getName());
	}

	private String remedy(boolean nested) {
		String remedy = (this.settings.mode() == InstanceMode.SINGLE)
				? "Raise 'wasm.modules.%1$s.instances.max-wait', set 'wasm.modules.%1$s.instances.mode' to 'pooled' if calls need not share their state, or look for calls that take long."
				: "Raise 'wasm.modules.%1$s.instances.max' or '.instances.max-wait', or look for calls that take long.";
		return remedy.formatted(this.module.getName()) + (nested ? " " + CALL_BACK : "");
	}

	private WasmPoolExhaustedException exhausted(String fact, @Nullable String remedy, @Nullable Throwable cause) {
		return new WasmPoolExhaustedException(WasmErrorContext.of(this.module), fact, remedy, cause);
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
