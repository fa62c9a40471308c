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

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
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

	private final Slot slot;

	private final CallTimer timer;

	private final Function<String, @Nullable CallListener> listeners;

	private final Exports exports;

	private @Nullable BackendInstance backend;

	private @Nullable WasiContext wasi;

	private volatile boolean closed;

	private volatile boolean failed;

	private boolean released;

	/**
	 * How many calls and accesses are under way, each within the other.
	 */
	private int depth;

	/**
	 * How many of them are calls of the guest.
	 */
	private int calls;

	/**
	 * How many of them are calls that what they call belongs to.
	 */
	private int whole;

	/**
	 * Create an instance that has none of a backend yet.
	 * @param slot its place, which times its calls
	 * @param listeners find who hears of the calls of a function
	 */
	DefaultWasmInstance(WasmModule module, Slot slot, CallTimer timer,
			Function<String, @Nullable CallListener> listeners) {
		this.module = module;
		this.slot = slot;
		this.timer = timer;
		this.listeners = listeners;
		this.exports = new Exports(this);
	}

	/**
	 * Use an instance of the backend from now on. Guests call functions of the host
	 * already while they are instantiated.
	 */
	DefaultWasmInstance attach(BackendInstance backend) {
		if (this.backend == null) {
			this.backend = backend;
		}
		return this;
	}

	/**
	 * Let the instance see something of the system, until it is closed.
	 */
	void setWasi(@Nullable WasiContext wasi) {
		this.wasi = wasi;
	}

	@Nullable WasiContext wasi() {
		return this.wasi;
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
	 * Describe a call of an exported function.
	 */
	Call describeCall(String function) {
		return Call.of(function, this.timer.timeout(), this.listeners.apply(function));
	}

	/**
	 * Run code of the guest while no other thread uses the instance.
	 */
	long[] run(DefaultWasmFunction function, long[] arguments) {
		Call call = function.call();
		enter();
		try {
			boolean heard = this.whole == 0;
			long start = (heard) ? call.start() : 0;
			long[] results;
			try {
				results = run(call, () -> function.invoke(arguments));
			}
			catch (RuntimeException | Error ex) {
				if (heard) {
					call.ended(start, ex);
				}
				throw ex;
			}
			if (heard) {
				call.ended(start, null);
			}
			return results;
		}
		finally {
			leave();
		}
	}

	/**
	 * Run an action as one call, while the current thread keeps others out.
	 */
	<T extends @Nullable Object> T run(Call call, Supplier<T> action) {
		begin(call);
		T result;
		try {
			result = action.get();
		}
		catch (RuntimeException | Error ex) {
			end(ex, call);
			throw ex;
		}
		end(null, call);
		return result;
	}

	/**
	 * Begin a call. The current thread holds the lock of the instance, until
	 * {@link #end(Throwable, Call)}.
	 */
	void begin(Call call) {
		if (call.timeout() != null) {
			this.timer.begin(call.nanos());
		}
		this.depth++;
		this.calls += (call.function() != null) ? 1 : 0;
		this.whole += (call.whole()) ? 1 : 0;
	}

	/**
	 * End a call.
	 * @param failure what it threw, if anything
	 * @throws WasmTimeoutException if its time was over
	 * @throws WasmException if the guest failed, what that is to its caller
	 */
	void end(@Nullable Throwable failure, Call call) {
		WasmTimeoutException expiry = (call.timeout() != null)
				? this.timer.end(failure, call.timeout(), call.function()) : null;
		boolean guestFailed = failure != null && call.function() != null;
		if (guestFailed || expiry != null) {
			failed();
		}
		this.calls -= (call.function() != null) ? 1 : 0;
		this.whole -= (call.whole()) ? 1 : 0;
		ended();
		if (expiry != null) {
			throw expiry;
		}
		if (guestFailed && failure instanceof RuntimeException ex) {
			throw GuestFailures.translate(ex, context(call.function()), "");
		}
	}

	CallTimer timer() {
		return this.timer;
	}

	boolean isAttached() {
		return this.backend != null;
	}

	BackendInstance backend() {
		return Objects.requireNonNull(this.backend);
	}

	/**
	 * Wait until no other thread uses the instance, and keep others out until
	 * {@link #leave()}.
	 */
	void enter() {
		this.slot.lock();
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
		if (this.slot.isPooled() && this.calls <= 1) {
			this.closed = true;
		}
	}

	/**
	 * Return whether another call can use the instance: none failed on it, and each has
	 * ended as it should.
	 */
	boolean isReusable() {
		return !this.closed && !this.failed && this.depth == 0 && this.timer.isIdle();
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
		this.slot.lock();
		this.depth++;
		this.closed = true;
		leave();
	}

	/**
	 * Close the instance while nobody uses it, even if an error kept a call from telling
	 * its end. The current thread holds the lock.
	 */
	void discard() {
		this.closed = true;
		releaseOnce();
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
			this.slot.unlock();
		}
	}

	private void ended() {
		this.depth--;
		if (this.closed && this.depth == 0) {
			releaseOnce();
		}
	}

	private void releaseOnce() {
		if (!this.released) {
			this.released = true;
			release();
		}
	}

	private void release() {
		if (!this.slot.isPooled()) {
			this.slot.closeTimer();
		}
		try {
			QuietCloser.close(this.module, this.backend);
		}
		finally {
			QuietCloser.close(this.module, this.wasi);
		}
	}

}
