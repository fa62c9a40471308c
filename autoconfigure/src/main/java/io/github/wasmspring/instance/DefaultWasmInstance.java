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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.WasiContext;

/**
 * An instance that guards its backend's instance: one thread at a time, and none after it
 * is closed.
 */
final class DefaultWasmInstance extends CacheLinePadding implements WasmInstance {

	private final WasmModule module;

	private final WasmModule owner;

	private final Slot slot;

	private final CallTimer timer;

	private final PoolListener listener;

	private final boolean told;

	private final Exports exports;

	private final long maxMemory;

	private @Nullable BackendInstance backend;

	private @Nullable WasiContext wasi;

	/**
	 * What others keep for the instance, in the order in which they came.
	 */
	private @Nullable Map<Class<?>, Object> states;

	private volatile boolean closed;

	private volatile boolean failed;

	private boolean released;

	private int nesting;

	/**
	 * Create an instance that has none of a backend yet.
	 * @param module the module, for messages
	 * @param owner the module that the instance says it belongs to
	 * @param slot its place, which times its calls
	 * @param listener finds who hears of the calls of a function
	 * @param maxMemory the most bytes that the settings let a memory have, for messages
	 * @param told whether it is told the functions that it runs
	 */
	DefaultWasmInstance(WasmModule module, WasmModule owner, Slot slot, CallTimer timer, PoolListener listener,
			long maxMemory, boolean told) {
		this.module = module;
		this.owner = owner;
		this.slot = slot;
		this.timer = timer;
		this.listener = listener;
		this.exports = new Exports(this, module);
		this.maxMemory = maxMemory;
		this.told = told;
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
		if (wasi != null) {
			wasi.setFunction(this.slot::getFunction);
		}
	}

	@Nullable WasiContext wasi() {
		return this.wasi;
	}

	@Override
	public WasmModule getModule() {
		return this.owner;
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
	public @Nullable String getRunningFunction() {
		return this.slot.getFunction();
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

	@Override
	public <T> T getState(Class<T> type, Supplier<? extends T> initial) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(initial, "'initial' must not be null");
		return findState(type, initial);
	}

	private <T> T findState(Class<T> type, Supplier<? extends T> initial) {
		Map<Class<?>, Object> known = this.states;
		if (known == null) {
			known = new LinkedHashMap<>();
			this.states = known;
		}
		Object state = known.get(type);
		if (state == null) {
			state = initial.get();
			known.put(type, state);
		}
		return type.cast(state);
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
	 * @param heard whether anybody may hear of it
	 */
	Call describeCall(String function, boolean heard) {
		return Call.of(function, this.timer.timeout(), (heard) ? this.listener.findListener(function) : null,
				heard && this.told);
	}

	/**
	 * Run code of the guest while no other thread uses the instance.
	 */
	long[] run(DefaultWasmFunction function, long[] arguments) {
		enter();
		try {
			Call call = function.call(!Nesting.isWhole(this.nesting));
			if (call.name() != null) {
				this.slot.setFunction(call.name());
			}
			long start = call.start();
			OngoingCall ongoing = call.begin();
			long[] results;
			try {
				results = run(call, () -> function.invoke(arguments));
			}
			catch (RuntimeException | Error ex) {
				call.ended(start, ongoing, ex);
				throw ex;
			}
			call.ended(start, ongoing, null);
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
		this.nesting += call.nesting();
	}

	/**
	 * End a call.
	 * @param failure what it threw, if anything
	 * @throws WasmTimeoutException if its time was over
	 * @throws WasmException if the guest failed, what that is to its caller
	 */
	void end(@Nullable Throwable failure, Call call) {
		boolean expired = call.timeout() != null && this.timer.end();
		if (failure != null || expired) {
			endFailed(failure, expired, call);
		}
		else {
			ended(call.nesting());
		}
	}

	private void endFailed(@Nullable Throwable failure, boolean expired, Call call) {
		WasmTimeoutException expiry = (expired)
				? this.timer.expired(failure, call.timeoutOr(this.timer.timeout()), call.function()) : null;
		RuntimeException translated = (failure instanceof RuntimeException ex && call.function() != null && !expired)
				? translate(ex, call.function()) : null;
		if (expired || (failure != null && call.function() != null)) {
			failed();
		}
		ended(call.nesting());
		if (expiry != null) {
			throw expiry;
		}
		if (translated != null) {
			throw translated;
		}
	}

	private RuntimeException translate(RuntimeException failure, @Nullable String function) {
		if (failure instanceof GuestTrap trap && GuestFailures.isOfMemory(trap.getKind()) && this.backend != null) {
			RefusedGrowth refused = this.backend.takeRefusedGrowth();
			if (refused != null) {
				return GuestFailures.translate(trap, context(function), refused, this.maxMemory);
			}
		}
		return GuestFailures.translate(failure, context(function), "");
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
		this.nesting += Nesting.ACCESS;
		boolean entered = false;
		try {
			this.slot.use();
			checkOpen();
			entered = true;
		}
		finally {
			if (!entered) {
				leave();
			}
		}
	}

	private void checkOpen() {
		if (this.closed) {
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
		if (this.slot.isPooled() && !Nesting.isNested(this.nesting)) {
			this.closed = true;
		}
	}

	/**
	 * Return whether another call can use the instance: none failed on it, and each has
	 * ended as it should.
	 */
	boolean isReusable() {
		return !this.closed && !this.failed && this.nesting == 0 && this.timer.isIdle();
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
		this.nesting += Nesting.ACCESS;
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
			ended(Nesting.ACCESS);
		}
		finally {
			this.slot.unlock();
		}
	}

	private void ended(int ended) {
		this.nesting -= ended;
		if (this.nesting == 0) {
			outermostEnded();
		}
	}

	private void outermostEnded() {
		if (this.closed) {
			releaseOnce();
		}
		else if (this.wasi != null && this.slot.isPooled()) {
			this.wasi.callEnded();
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
		closeStates();
		try {
			QuietCloser.close(this.module, this.backend);
		}
		finally {
			QuietCloser.close(this.module, this.wasi);
		}
	}

	private void closeStates() {
		Map<Class<?>, Object> known = this.states;
		if (known != null) {
			known.values().forEach((state) -> {
				if (state instanceof AutoCloseable closeable) {
					QuietCloser.close(this.module, closeable);
				}
			});
		}
	}

}
