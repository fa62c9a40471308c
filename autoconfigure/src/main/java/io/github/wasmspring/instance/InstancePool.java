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

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.StackReserve;

/**
 * Runs the calls of one module on a limited number of instances, each of which serves one
 * caller at a time. All of them begin and end here.
 *
 * @since 0.1.0
 */
public final class InstancePool implements AutoCloseable {

	private final InstanceFactory factory;

	private final Slots slots;

	private final SlotUsage usage;

	/**
	 * Gives idle instances back, or {@code null} if their users rely on their state.
	 */
	private final @Nullable IdleInstances idle;

	/**
	 * Whether each call gets a new instance.
	 */
	private final boolean perCall;

	/**
	 * Whether the only instance that there may be has state that its users rely on, so
	 * that it makes no room for another.
	 */
	private final boolean single;

	/**
	 * Whether calls of virtual threads run on platform threads.
	 */
	private final boolean onPlatformThreads;

	private final InstanceSettings settings;

	/**
	 * Create a pool without instances.
	 * @param module the module, for messages
	 * @param compiled the compiled module
	 * @param imports what its imports are linked to
	 * @param settings the settings
	 * @param virtualThreads where calls of virtual threads run
	 * @param listener hears of what happens, and is asked for who hears of the calls of a
	 * function as soon as an instance is asked for the function
	 */
	public InstancePool(WasmModule module, BackendModule compiled, ModuleImports imports, InstanceSettings settings,
			VirtualThreadMode virtualThreads, PoolListener listener) {
		this(module, module, compiled, imports, settings, virtualThreads, listener);
	}

	/**
	 * Create a pool without instances.
	 * @param module the module, for messages
	 * @param owner the module that instances say they belong to
	 * @param compiled the compiled module
	 * @param imports what its imports are linked to
	 * @param settings the settings
	 * @param virtualThreads where calls of virtual threads run
	 * @param listener hears of what happens, and finds who hears of the calls of a
	 * function
	 */
	public InstancePool(WasmModule module, WasmModule owner, BackendModule compiled, ModuleImports imports,
			InstanceSettings settings, VirtualThreadMode virtualThreads, PoolListener listener) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(compiled, "'compiled' must not be null");
		Assert.notNull(imports, "'imports' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		FailureRehearsal.complete();
		MemoryWarning.logIfTooMuch(module, compiled, settings);
		this.factory = new InstanceFactory(module, owner, compiled, imports, settings, listener);
		this.slots = new Slots(module, settings, RunningCalls::runsOn, listener);
		this.usage = new SlotUsage(module, this.slots);
		this.settings = settings;
		this.onPlatformThreads = virtualThreads == VirtualThreadMode.PLATFORM && VirtualThreads.exist();
		this.perCall = settings.mode() == InstanceMode.PER_CALL;
		this.single = settings.mode() == InstanceMode.SINGLE;
		this.idle = (settings.mode() == InstanceMode.POOLED)
				? new IdleInstances(this.slots, this.usage, compiled.getMemoryBudget(), settings.idleTimeout()) : null;
	}

	/**
	 * Run an action on an instance that no other caller uses meanwhile. An instance that
	 * trapped is not used again.
	 * @param call what the action is allowed
	 * @param action what to run
	 * @param <T> type of the result
	 * @return what the action returns
	 * @throws WasmPoolExhaustedException if no instance became free in time
	 * @throws PoolClosedException if the pool is closed; the action did not begin then
	 */
	public <T extends @Nullable Object> T execute(Call call, Function<WasmInstance, T> action) {
		return (this.onPlatformThreads && VirtualThreads.isCurrent())
				? PlatformThreads.run(() -> executeHere(call, action), this.settings.maxWait(), this.slots::exhausted)
				: executeHere(call, action);
	}

	private <T extends @Nullable Object> T executeHere(Call call, Function<WasmInstance, T> action) {
		Call own = adapt(call);
		Slot slot = begin(own);
		T result;
		try {
			result = action.apply(slot.requireInstance());
		}
		catch (RuntimeException | Error ex) {
			end(ex, slot, own);
			throw ex;
		}
		end(null, slot, own);
		return result;
	}

	/**
	 * Return a handle that calls a function on an instance that no other caller uses
	 * meanwhile.
	 * @param function an exported function that takes and returns numbers only
	 * @param timeout how long a call may take, or {@code null} for as long as the
	 * settings say
	 * @param listener who hears of the calls, or {@code null}
	 * @return the handle, of the type
	 * {@link io.github.wasmspring.WasmFunctionType#toMethodType()}
	 */
	public MethodHandle getHandle(WasmExport function, @Nullable Duration timeout, @Nullable CallListener listener) {
		Duration longest = (timeout != null) ? timeout : this.factory.timeout();
		return new CallHandle(this, function, adapt(Call.of(function.name(), longest, listener, isTold()))).getHandle();
	}

	/**
	 * Return whether instances are told the functions that they run: where a guest cannot
	 * say anything, nobody asks.
	 * @return whether they are
	 */
	public boolean isTold() {
		return this.factory.isTold();
	}

	/**
	 * Return whether virtual threads must not make calls by themselves.
	 */
	boolean isOnPlatformThreads() {
		return this.onPlatformThreads;
	}

	/**
	 * Let the call ask for what the mode does: the JVM knows a call where it is a
	 * constant, but nothing of a pool. For the same reason, what is done for a new
	 * instance stands apart from the same steps where they are rare, which the JIT leaves
	 * out of the code of a call.
	 */
	private Call adapt(Call call) {
		return (this.perCall && !call.fresh()) ? call.onNewInstance() : call;
	}

	/**
	 * Begin a call. Nothing is taken if this throws anything. Nobody hears of a call that
	 * a closed pool refuses, since it may begin elsewhere.
	 * @return a slot with an instance, for {@link #end(Throwable, Slot, Call)}
	 */
	Slot begin(Call call) {
		long start = call.start();
		OngoingCall ongoing = call.begin();
		try {
			return lend(call, start, ongoing);
		}
		catch (PoolClosedException ex) {
			if (ongoing != null) {
				ongoing.ended(ex);
			}
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			call.ended(start, ongoing, ex);
			throw ex;
		}
	}

	private Slot lend(Call call, long start, @Nullable OngoingCall ongoing) {
		StackReserve.check();
		Slot slot = this.slots.take(!call.fresh());
		boolean begun = false;
		try {
			if (call.name() != null) {
				slot.setFunction(call.name());
			}
			if (call.fresh()) {
				slot.refresh(this.single);
				create(slot, call);
			}
			else if (!slot.hasOpenInstance()) {
				create(slot, call);
			}
			if (call.listener() != null) {
				slot.setStart(start);
				if (ongoing != null) {
					slot.setOngoing(ongoing);
				}
			}
			slot.use();
			slot.requireInstance().begin(call);
			begun = true;
			return slot;
		}
		finally {
			if (!begun) {
				slot.takeOngoing();
				giveBack(slot, call);
			}
		}
	}

	private void create(Slot slot, Call call) {
		StackReserve.checkForFirstUse();
		slot.setInstance(null);
		slot.setInstance(this.factory.create(slot, call.timeoutOr(this.factory.timeout()), call.streams()));
	}

	/**
	 * End a call.
	 * @param failure what it threw, if anything
	 * @param slot what {@link #begin(Call)} returned
	 * @throws RuntimeException what the failure is to the caller, if that is not the same
	 */
	void end(@Nullable Throwable failure, Slot slot, Call call) {
		long start = 0;
		OngoingCall ongoing = null;
		try {
			try {
				if (call.listener() != null) {
					start = slot.getStart();
					ongoing = slot.takeOngoing();
				}
				slot.requireInstance().end(failure, call);
			}
			finally {
				giveBack(slot, call);
			}
		}
		catch (RuntimeException | Error ex) {
			call.ended(start, ongoing, ex);
			throw ex;
		}
		call.ended(start, ongoing, failure);
	}

	private void giveBack(Slot slot, Call call) {
		boolean tidy = false;
		try {
			if (call.fresh()) {
				slot.cleanUp();
			}
			else if (!slot.isTidy()) {
				slot.cleanUp();
			}
			tidy = true;
		}
		finally {
			try {
				if (!tidy) {
					slot.forget();
				}
			}
			finally {
				this.slots.giveBack(slot);
			}
		}
	}

	/**
	 * Create an instance that belongs to the caller.
	 * @return a new instance
	 * @throws PoolClosedException if the pool is closed
	 */
	public WasmInstance create() {
		StackReserve.checkForFirstUse();
		this.slots.checkOpen();
		return this.factory.create();
	}

	/**
	 * Return whether it was this pool that refused a call, rather than one that the call
	 * itself asked.
	 * @param ex what the call threw
	 * @return whether the call did not begin
	 */
	public boolean hasRefused(PoolClosedException ex) {
		return ex.isFrom(this.slots);
	}

	/**
	 * Return how many instances there are.
	 * @return the usage, the same object each time
	 */
	public InstanceUsage getUsage() {
		return this.usage;
	}

	/**
	 * Wait until the calls of other threads have ended.
	 * @param timeout the longest wait
	 * @return whether they have; not if the current thread is interrupted meanwhile
	 */
	public boolean awaitCalls(Duration timeout) {
		return this.slots.awaitFree(timeout);
	}

	/**
	 * Close all instances that are not in use now, and the others when their call ends.
	 */
	@Override
	public void close() {
		if (this.idle != null) {
			this.idle.close();
		}
		this.slots.close();
	}

}
