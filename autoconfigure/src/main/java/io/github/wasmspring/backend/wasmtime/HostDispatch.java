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

import io.github.kawamuray.wasmtime.Caller;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Val;
import org.jspecify.annotations.Nullable;

/**
 * The one function through which the guest of a store calls the host. The engine keeps it
 * in a map for good, so it knows its instance during calls only. No exception passes
 * through native code: the failure is kept here, and the shim traps.
 */
final class HostDispatch implements Func.Handler<Void> {

	private final HostCallQuota quota = HostCallQuota.SHARED;

	private final int maxHostCalls;

	private final GuestInterrupt interrupt;

	private int hostCalls;

	/**
	 * Part of the heap that native code gets when it has to throw an exception.
	 */
	private byte @Nullable [] reserve;

	private @Nullable WasmtimeInstance instance;

	private @Nullable GuestThread thread;

	private @Nullable Thread caller;

	private @Nullable Throwable failure;

	HostDispatch(int maxHostCalls, GuestInterrupt interrupt) {
		this.maxHostCalls = maxHostCalls;
		this.interrupt = interrupt;
	}

	/**
	 * Begin an outermost call.
	 * @param instance the instance that is called
	 * @param thread the thread that runs it, or {@code null} for the current one
	 */
	void begin(WasmtimeInstance instance, @Nullable GuestThread thread) {
		this.instance = instance;
		this.thread = thread;
		this.caller = (thread != null) ? Thread.currentThread() : null;
	}

	void end() {
		this.instance = null;
		this.thread = null;
		this.caller = null;
	}

	/**
	 * Return how many calls of host functions take memory.
	 */
	int hostCalls() {
		return this.hostCalls;
	}

	/**
	 * Note that a call of the guest has returned, and given back the memory of the calls
	 * of host functions that it made.
	 */
	void returned(int hostCalls) {
		this.quota.release(this.hostCalls, hostCalls);
		this.hostCalls = hostCalls;
		this.reserve = null;
	}

	@Override
	public void call(Caller<Void> caller, Val[] parameters, Val[] results) {
		WasmtimeInstance instance = this.instance;
		if (instance == null) {
			throw new IllegalStateException("No call runs");
		}
		this.interrupt.leaveGuest();
		try {
			countCall();
			if (this.thread != null && this.caller != null) {
				this.thread.runOnCaller(this.caller, () -> callHost(instance));
			}
			else {
				callHost(instance);
			}
		}
		catch (Throwable ex) {
			fail(instance, ex);
		}
		returnToGuest(instance);
	}

	private void returnToGuest(WasmtimeInstance instance) {
		try {
			this.interrupt.enterGuest();
		}
		catch (Throwable ex) {
			fail(instance, ex);
		}
	}

	private void countCall() {
		if (this.hostCalls >= this.maxHostCalls) {
			throw HostCallLimitException.ofCall(this.maxHostCalls);
		}
		if (this.hostCalls > 0 && this.hostCalls % HostCallQuota.BLOCK == 0) {
			this.reserve = (this.reserve != null) ? this.reserve : new byte[HostCallQuota.RESERVE];
			this.reserve = new byte[HostCallQuota.RESERVE]; // the block has the other one
			this.quota.acquire();
		}
		this.hostCalls++;
	}

	private void callHost(WasmtimeInstance instance) {
		try {
			instance.callHost();
			if (Thread.currentThread().isInterrupted()) {
				throw new GuestInterruptedException();
			}
		}
		catch (Throwable ex) {
			fail(instance, ex);
		}
	}

	private void fail(WasmtimeInstance instance, Throwable failure) {
		this.failure = failure;
		this.reserve = null;
		instance.failHostCall();
	}

	@Nullable Throwable takeFailure() {
		Throwable taken = this.failure;
		this.failure = null;
		return taken;
	}

}
