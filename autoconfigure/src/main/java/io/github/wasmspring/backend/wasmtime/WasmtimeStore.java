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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.kawamuray.wasmtime.Disposable;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.FuncType;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.MemoryType;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmtimeException;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;

/**
 * Guards a store and all native handles in it: one thread at a time uses them, and they
 * are disposed when it is closed, no call runs and no view of a memory is in use.
 */
final class WasmtimeStore {

	/**
	 * Most stores at once. Each takes 16 GB of addresses and about ten of the mappings
	 * that a process may have, and the engine aborts when it gets no more.
	 */
	static final int MAX_STORES = 4000;

	private static final AtomicInteger STORES = new AtomicInteger();

	private static final Val[] NO_VALUES = {};

	private static final long FOREVER = Long.MAX_VALUE;

	/**
	 * How much later than asked for the engine may interrupt the guest, so that this need
	 * not be set for each call.
	 */
	private static final long MAX_SLACK = Duration.ofMillis(100).toNanos();

	private final WasmtimeEngine engine;

	private final WasmtimeFailures failures;

	private final Store<Void> store;

	private final Memory memory;

	private final ByteBuffer values;

	private final HostDispatch dispatch = new HostDispatch();

	private final List<Disposable> handles = new ArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicInteger views = new AtomicInteger();

	private final int maxHostCalls;

	private int hostCalls;

	private int depth;

	private int changes;

	private final Deadline deadline = new Deadline();

	private long armedUntil = -1;

	private volatile boolean closed;

	private boolean disposed;

	private WasmtimeStore(WasmtimeEngine engine, WasmtimeFailures failures, Store<Void> store) {
		this.engine = engine;
		this.failures = failures;
		this.store = store;
		this.memory = own(new Memory(store, new MemoryType(1, 1, false)));
		this.values = this.memory.buffer(store).order(ByteOrder.LITTLE_ENDIAN);
		this.maxHostCalls = engine.settings().maxHostCalls();
	}

	static WasmtimeStore open(WasmtimeEngine engine, WasmtimeFailures failures) {
		if (STORES.incrementAndGet() > MAX_STORES) {
			STORES.decrementAndGet();
			throw failures.tooManyInstances(MAX_STORES, null);
		}
		engine.retain();
		Store<Void> store = engine.newStore();
		WasmtimeStore opened = null;
		try {
			opened = new WasmtimeStore(engine, failures, store);
			return opened;
		}
		catch (RuntimeException ex) {
			throw failures.instantiation(ex);
		}
		finally {
			if (opened == null) {
				store.dispose();
				engine.release();
				STORES.decrementAndGet();
			}
		}
	}

	private <T extends Disposable> T own(T handle) {
		this.handles.add(handle);
		return handle;
	}

	/**
	 * Create the instance whose exports the guest imports.
	 */
	List<Extern> linkHost(Module callees, int count) {
		Func function = own(new Func(this.store, FuncType.empty(), this.dispatch));
		Instance shim = own(instantiate(callees, List.of(Extern.fromMemory(this.memory), Extern.fromFunc(function))));
		List<Extern> externs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			externs.add(Extern.fromFunc(own(shim.getFunc(this.store, String.valueOf(i)).orElseThrow())));
		}
		return externs;
	}

	Instance instantiate(Module module, List<Extern> imports) {
		try {
			return own(new Instance(this.store, module, imports));
		}
		catch (RuntimeException ex) {
			throw this.failures.instantiation(ex);
		}
	}

	/**
	 * Return a function that takes and returns values through {@link #values()}.
	 */
	Func function(Instance instance, String name, WasmFunctionType type) {
		return run(() -> {
			Func function = own(instance.getFunc(this.store, name).orElseThrow());
			if (type.equals(Shims.NOTHING)) {
				return function;
			}
			Instance shim = instantiate(this.engine.caller(type),
					List.of(Extern.fromMemory(this.memory), Extern.fromFunc(function)));
			return own(shim.getFunc(this.store, Shims.CALL).orElseThrow());
		});
	}

	@Nullable Memory memory(Instance instance, String name) {
		return run(() -> instance.getMemory(this.store, name).map(this::own).orElse(null));
	}

	int size(Memory memory) {
		return run(() -> memory.size(this.store));
	}

	boolean grow(Memory memory, int pages) {
		this.changes++;
		return run(() -> {
			try {
				memory.grow(this.store, pages);
				return true;
			}
			catch (WasmtimeException ex) {
				return false; // its own maximum
			}
		});
	}

	ByteBuffer buffer(Memory memory) {
		return run(() -> memory.buffer(this.store).order(ByteOrder.LITTLE_ENDIAN));
	}

	/**
	 * Run an action on native handles that does not run code of the guest.
	 */
	private <T extends @Nullable Object> T run(Supplier<T> action) {
		enter();
		try {
			return action.get();
		}
		finally {
			leave();
		}
	}

	WasmtimeFailures failures() {
		return this.failures;
	}

	/**
	 * Return the memory through which values pass.
	 */
	ByteBuffer values() {
		return this.values;
	}

	/**
	 * Return a number that changes when memories may have grown.
	 */
	int changes() {
		return this.changes;
	}

	/**
	 * Count a call of a host function.
	 */
	void countHostCall() {
		this.changes++;
		if (++this.hostCalls > this.maxHostCalls) {
			throw this.failures.tooManyHostCalls(this.maxHostCalls);
		}
	}

	void setTimeout(Duration timeout) {
		this.deadline.set(timeout);
	}

	/**
	 * Run a function of the guest, inside of {@link #enter()} and {@link #leave()}.
	 */
	void call(Func function, WasmtimeInstance instance) {
		if (this.depth > 0) {
			callNested(function, instance);
			return;
		}
		boolean timed = arm(this.deadline.begin());
		this.dispatch.running = instance;
		try {
			callNested(function, instance);
		}
		finally {
			this.dispatch.running = null;
			this.deadline.end();
			if (timed) {
				this.engine.ticker().end();
			}
		}
	}

	private void callNested(Func function, WasmtimeInstance instance) {
		int hostCallsBefore = this.hostCalls;
		this.depth++;
		try {
			function.call(this.store, NO_VALUES);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw this.failures.call(ex, this.dispatch.takeFailure());
		}
		finally {
			this.depth--;
			this.hostCalls = hostCallsBefore;
			this.changes++;
		}
	}

	/**
	 * Set when the engine interrupts the guest, unless that is set well enough.
	 * @return whether time has to go on until the call ends
	 */
	private boolean arm(long time) {
		EpochTicker ticker = this.engine.ticker();
		if (time == Deadline.NEVER) {
			if (this.armedUntil != FOREVER) {
				this.store.setEpochDeadline(FOREVER);
				this.armedUntil = FOREVER;
			}
			return false;
		}
		ticker.begin();
		long wanted = ticker.epochAfter(time);
		long slack = Math.min(this.deadline.slack(), MAX_SLACK) / EpochTicker.TICK;
		if (this.armedUntil < wanted || this.armedUntil > wanted + slack) {
			this.armedUntil = wanted + slack;
			this.store.setEpochDeadline(Math.max(0, this.armedUntil - ticker.epoch()));
		}
		return true;
	}

	/**
	 * Keep other threads out, and the native handles alive.
	 * @throws IllegalStateException if the store is closed
	 */
	void enter() {
		this.lock.lock();
		if (this.closed && this.lock.getHoldCount() == 1) {
			leave();
			throw new IllegalStateException("The instance of module '%s' on backend '%s' is closed"
				.formatted(this.failures.module(), WasmtimeBackend.ID));
		}
	}

	void leave() {
		this.lock.unlock();
		if (this.closed) {
			disposeIfUnused();
		}
	}

	/**
	 * Keep the store alive as long as somebody may use a buffer, or what is derived from
	 * it.
	 */
	void keepFor(ByteBuffer buffer) {
		this.views.incrementAndGet();
		Cleaning.register(buffer, () -> {
			this.views.decrementAndGet();
			if (this.closed) {
				disposeIfUnused();
			}
		});
	}

	/**
	 * Dispose the store, now or when nobody uses it any longer.
	 */
	void close() {
		this.closed = true;
		disposeIfUnused();
	}

	private void disposeIfUnused() {
		if (!this.lock.tryLock()) {
			return; // whoever holds the lock does it
		}
		try {
			if (this.lock.getHoldCount() == 1 && this.views.get() == 0 && !this.disposed) {
				this.disposed = true;
				dispose();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void dispose() {
		this.handles.forEach(Disposable::dispose);
		this.handles.clear();
		this.store.dispose();
		this.engine.release();
		STORES.decrementAndGet();
	}

}
