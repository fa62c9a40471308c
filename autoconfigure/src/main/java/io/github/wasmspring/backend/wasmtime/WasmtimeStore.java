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
import java.util.ArrayList;
import java.util.List;
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
import io.github.wasmspring.backend.RefusedGrowth;

/**
 * A store with all native handles in it, and the only place that touches them.
 */
final class WasmtimeStore {

	private static final Val[] NO_VALUES = {};

	private final WasmtimeEngine engine;

	private final WasmtimeFailures failures;

	private final Store<Void> store;

	private final Memory memory;

	private final ByteBuffer values;

	private final UseGuard guard;

	private final GuestGrowth growth;

	private final GuestInterrupt interrupt;

	private final HostDispatch dispatch;

	private final List<Disposable> handles = new ArrayList<>();

	private @Nullable GuestThread thread;

	private int depth;

	private int changes;

	private WasmtimeStore(WasmtimeEngine engine, GuestGrowth growth, WasmtimeFailures failures, Store<Void> store) {
		this.engine = engine;
		this.failures = failures;
		this.store = store;
		this.growth = growth;
		this.interrupt = new GuestInterrupt(InterruptWatch.SHARED, growth::answer);
		this.memory = own(new Memory(store, new MemoryType(1, 1, false)));
		this.values = this.memory.buffer(store).order(ByteOrder.LITTLE_ENDIAN);
		this.guard = new UseGuard(
				"The instance of module '%s' on backend '%s'".formatted(failures.module(), WasmtimeBackend.ID),
				this::dispose);
		this.dispatch = new HostDispatch(engine.settings().maxHostCalls(), this.interrupt);
	}

	static WasmtimeStore open(WasmtimeEngine engine, GuestMemory memory, WasmtimeFailures failures) {
		GuestGrowth growth = new GuestGrowth(engine.budget(), memory);
		RefusedGrowth problem = growth.findProblem();
		if (problem != null) {
			throw failures.exhausted(problem);
		}
		if (!StoreQuota.acquire()) {
			growth.close();
			throw failures.tooManyInstances(StoreQuota.MAX_STORES);
		}
		engine.retain();
		Store<Void> store = null;
		WasmtimeStore opened = null;
		try {
			store = engine.newStore();
			opened = new WasmtimeStore(engine, growth, failures, store);
			return opened;
		}
		catch (RuntimeException ex) {
			throw failures.instantiation(ex);
		}
		finally {
			if (opened == null) {
				release(engine, store);
				growth.close();
			}
		}
	}

	private static void release(WasmtimeEngine engine, @Nullable Store<Void> store) {
		if (store != null) {
			store.dispose();
		}
		engine.release();
		StoreQuota.release();
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
	 * Let the guest be interrupted.
	 * @param memory name of the memory that begins with the control page
	 */
	void watch(Instance instance, String memory) {
		Memory found = own(instance.getMemory(this.store, memory).orElseThrow());
		ByteBuffer controlPage = found.buffer(this.store);
		this.growth.open(controlPage);
		this.interrupt.open(controlPage);
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

	/**
	 * Return the size of a memory in pages, with the control page.
	 */
	int size(Memory memory) {
		return run(() -> memory.size(this.store));
	}

	/**
	 * Grow a memory, which has its maximum and what the budget allows.
	 */
	boolean grow(Memory memory, int pages) {
		this.changes++;
		return run(() -> {
			int size = memory.size(this.store);
			boolean grown = this.growth.allows(size + pages) && tryGrow(memory, pages);
			this.growth.grown(pages, (grown) ? size + pages : size, grown);
			return grown;
		});
	}

	private boolean tryGrow(Memory memory, int pages) {
		try {
			memory.grow(this.store, pages);
			return true;
		}
		catch (WasmtimeException ex) {
			return false;
		}
	}

	/**
	 * Return the last growth that was refused, and forget it.
	 */
	@Nullable RefusedGrowth takeRefusedGrowth() {
		this.guard.enter();
		try {
			return this.growth.takeRefused();
		}
		finally {
			this.guard.leave();
		}
	}

	/**
	 * Return the bytes of a memory, with the control page.
	 */
	ByteBuffer buffer(Memory memory) {
		return run(() -> memory.buffer(this.store));
	}

	/**
	 * Run an action on native handles that does not run code of the guest.
	 */
	private <T extends @Nullable Object> T run(Supplier<T> action) {
		this.guard.enter();
		try {
			GuestThread thread = this.thread;
			StackCheck.checkNative();
			return (thread != null) ? thread.supplyNative(action) : action.get();
		}
		finally {
			this.guard.leave();
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
	 * Note that memories may have grown.
	 */
	void change() {
		this.changes++;
	}

	void checkStack(int levels) {
		this.engine.checkStack(levels);
	}

	UseGuard guard() {
		return this.guard;
	}

	/**
	 * Run a function of the guest, while this thread keeps others out.
	 */
	void call(Func function, WasmtimeInstance instance) {
		if (this.depth > 0) {
			callNested(function);
			return;
		}
		this.thread = this.engine.acquireThread();
		try {
			this.interrupt.begin();
			this.growth.begin();
			try {
				this.dispatch.begin(instance, this.thread);
				callNested(function);
			}
			finally {
				this.dispatch.end();
				this.interrupt.end();
				this.growth.end();
			}
		}
		finally {
			this.engine.releaseThread(this.thread);
			this.thread = null;
		}
	}

	private void callNested(Func function) {
		int hostCalls = this.dispatch.hostCalls();
		GuestThread thread = this.thread;
		this.depth++;
		try {
			try {
				this.interrupt.enterGuest();
				if (thread == null) {
					function.call(this.store, NO_VALUES);
				}
				else {
					thread.runNative(() -> function.call(this.store, NO_VALUES), this.interrupt::stop);
				}
			}
			finally {
				this.interrupt.leaveGuest();
			}
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw this.failures.call(ex, this.dispatch.takeFailure(), this.interrupt.isStopped());
		}
		finally {
			this.depth--;
			this.changes++;
			this.dispatch.returned(hostCalls);
		}
	}

	/**
	 * Dispose everything, now or when nobody uses it any longer.
	 */
	void close() {
		this.guard.close();
	}

	private void dispose() {
		this.interrupt.close();
		this.handles.forEach(Disposable::dispose);
		this.handles.clear();
		release(this.engine, this.store);
		this.growth.close();
	}

}
