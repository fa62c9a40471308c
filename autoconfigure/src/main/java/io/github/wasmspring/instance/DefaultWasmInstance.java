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

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmGlobal;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.WasiContext;

/**
 * An instance that guards its backend's instance: one thread at a time, and none after it
 * is closed.
 */
final class DefaultWasmInstance extends CacheLinePadding implements WasmInstance {

	private final WasmModule module;

	private final BackendInstance backend;

	private final @Nullable WasiContext wasi;

	private final InstanceOwner owner;

	private final CallTimer timer;

	private final InstanceLock lock;

	private final InstanceExports exports;

	private volatile boolean closed;

	private volatile boolean failed;

	private boolean released;

	/**
	 * How many calls and accesses are under way, each within the other.
	 */
	private int depth;

	/**
	 * The depth of an outermost call.
	 */
	private int outermost = 1;

	DefaultWasmInstance(WasmModule module, BackendInstance backend, @Nullable WasiContext wasi, InstanceOwner owner) {
		this.module = module;
		this.backend = backend;
		this.wasi = wasi;
		this.owner = owner;
		this.timer = owner.timer();
		this.lock = owner.lock();
		this.exports = new InstanceExports(this, backend);
	}

	@Override
	public WasmModule getModule() {
		return this.module;
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		return getFunction(function).call(arguments);
	}

	@Override
	public WasmExportedFunction getFunction(String name) {
		Assert.notNull(name, "'name' must not be null");
		return this.exports.function(name);
	}

	@Override
	public WasmMemory memory() {
		return this.exports.memory();
	}

	@Override
	public WasmMemory memory(String name) {
		Assert.notNull(name, "'name' must not be null");
		return this.exports.memory(name);
	}

	@Override
	public WasmGlobal global(String name) {
		Assert.notNull(name, "'name' must not be null");
		return this.exports.global(name);
	}

	@Override
	public WasmTable table(String name) {
		Assert.notNull(name, "'name' must not be null");
		return this.exports.table(name);
	}

	/**
	 * Run an action while no other thread uses the instance.
	 */
	<T extends @Nullable Object> T guarded(Supplier<T> action) {
		enter();
		try {
			return action.get();
		}
		finally {
			leave();
		}
	}

	/**
	 * Run code of the guest while no other thread uses the instance.
	 */
	long[] run(DefaultWasmFunction function, long[] arguments) {
		enter();
		try {
			return this.timer.time(this.timer.timeout(), function.getName(), () -> function.invoke(arguments));
		}
		catch (RuntimeException ex) {
			failed();
			throw GuestFailures.translate(ex, context(function.getName()), "");
		}
		catch (Error ex) {
			failed();
			throw ex;
		}
		finally {
			leave();
		}
	}

	/**
	 * Run an action whose guest code may not take longer than a time in total.
	 */
	<T extends @Nullable Object> T within(Duration timeout, Function<WasmInstance, T> action) {
		enter();
		this.outermost++;
		try {
			return this.timer.<T>time(timeout, null, () -> action.apply(this));
		}
		catch (WasmTimeoutException ex) {
			failed();
			throw ex;
		}
		finally {
			this.outermost--;
			leave();
		}
	}

	/**
	 * Begin a call that goes straight to the backend's instance. The current thread holds
	 * the lock of the instance.
	 * @param nanos the longest time in nanoseconds, zero for any time
	 */
	void beginDirect(long nanos) {
		this.timer.begin(nanos);
		this.depth++;
	}

	/**
	 * End a call that went straight to the backend's instance.
	 * @param failure what it threw, if anything
	 * @param timeout the longest time, zero for any time
	 * @param function the name of the function
	 */
	void endDirect(@Nullable Throwable failure, Duration timeout, String function) {
		WasmTimeoutException expiry = this.timer.end(failure, timeout, function);
		if (failure != null || expiry != null) {
			failed();
		}
		ended();
		if (expiry != null) {
			throw expiry;
		}
		if (failure instanceof RuntimeException ex) {
			throw GuestFailures.translate(ex, context(function), "");
		}
	}

	CallTimer timer() {
		return this.timer;
	}

	BackendInstance backend() {
		return this.backend;
	}

	/**
	 * Wait until no other thread uses the instance, and keep others out until
	 * {@link #leave()}.
	 */
	void enter() {
		this.lock.lock();
		this.depth++;
		if (this.closed) {
			leave();
			throw new IllegalStateException("The instance of module '%s' on backend '%s' is closed"
				.formatted(this.module.getName(), this.module.getBackend()));
		}
	}

	/**
	 * Note that a call failed. Only the outermost one closes the instance: if a host
	 * function handles the failure of a nested call, its caller still gets a result.
	 */
	private void failed() {
		this.failed = true;
		if (this.owner.closesOnFailure() && this.depth <= this.outermost) {
			this.closed = true;
		}
	}

	/**
	 * Return whether a call on the instance ever failed.
	 */
	boolean hasFailed() {
		return this.failed;
	}

	WasmErrorContext context(@Nullable String function) {
		return WasmErrorContext.of(this.module, function);
	}

	@Override
	public boolean isOpen() {
		return !this.closed;
	}

	@Override
	public void close() {
		this.lock.lock();
		this.depth++;
		this.closed = true;
		leave();
	}

	/**
	 * Let others in, and release the backend's instance when the outermost call ends: a
	 * native engine must not lose it under a running guest.
	 */
	void leave() {
		try {
			ended();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void ended() {
		this.depth--;
		if (this.closed && !this.released && this.depth == 0) {
			this.released = true;
			release();
		}
	}

	private void release() {
		this.owner.release();
		try {
			QuietCloser.close(this.module, this.backend);
		}
		finally {
			QuietCloser.close(this.module, this.wasi);
		}
	}

}
