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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A thread of the backend, with a large stack, that runs native code for a calling thread
 * and has it run the host functions in turn. One of the two runs at a time, so that
 * everything but the native code happens on the thread that the caller chose.
 */
final class GuestThread {

	/**
	 * Size of the stack, in bytes.
	 */
	static final long STACK = 4 * StackCheck.LARGE_GUEST_STACK;

	private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(30);

	private static final int SPINS = 200;

	/**
	 * How long to wait before the guest is stopped once more.
	 */
	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private final GuestThreads owner;

	private final Thread thread;

	private volatile @Nullable Step forGuest;

	private volatile @Nullable Step forCaller;

	GuestThread(GuestThreads owner, String name) {
		this.owner = owner;
		this.thread = new Thread(null, this::work, name, STACK, false);
		this.thread.setDaemon(true);
		this.thread.setContextClassLoader(null);
	}

	void start() {
		this.thread.start();
	}

	private void work() {
		while (true) {
			Step step = this.forGuest;
			if (step != null) {
				this.forGuest = null;
				step.run();
				continue;
			}
			LockSupport.parkNanos(this, KEEP_ALIVE);
			if (this.forGuest == null && this.owner.retire(this)) {
				return;
			}
		}
	}

	/**
	 * Run an action on this thread. Called by the thread that has acquired this one, or
	 * by its host functions.
	 * @param action the action
	 * @param onInterrupt what to do, again and again, when the calling thread is
	 * interrupted meanwhile
	 */
	void runNative(Runnable action, Runnable onInterrupt) {
		Step step = new Step(action, Thread.currentThread());
		this.forGuest = step;
		LockSupport.unpark(this.thread);
		boolean interrupted = false;
		int spins = SPINS;
		while (!step.done) {
			Step request = this.forCaller;
			if (request != null) {
				this.forCaller = null;
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
				request.run();
				interrupted = false;
				spins = SPINS;
			}
			else if (interrupted) {
				// the guest may not be back from the host yet
				onInterrupt.run();
				LockSupport.parkNanos(this, PAUSE);
			}
			else if (spins-- > 0) {
				Thread.onSpinWait();
			}
			else {
				LockSupport.park(this);
			}
			interrupted |= Thread.interrupted();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		step.rethrow();
	}

	/**
	 * Run an action on this thread, and return its result.
	 */
	<T extends @Nullable Object> T supplyNative(Supplier<T> action) {
		AtomicReference<T> result = new AtomicReference<>();
		runNative(() -> result.set(action.get()), () -> {
		});
		return result.get();
	}

	/**
	 * Have the calling thread run an action. Called on this thread.
	 */
	void runOnCaller(Thread caller, Runnable action) {
		Step step = new Step(action, this.thread);
		this.forCaller = step;
		LockSupport.unpark(caller);
		int spins = SPINS;
		while (!step.done) {
			Step nested = this.forGuest;
			if (nested != null) {
				this.forGuest = null;
				nested.run();
				spins = SPINS;
			}
			else if (spins-- > 0) {
				Thread.onSpinWait();
			}
			else {
				LockSupport.park(this);
			}
		}
		step.rethrow();
	}

	/**
	 * An action that one of the two threads runs while the other waits.
	 */
	private static final class Step {

		private final Runnable action;

		private final Thread waiting;

		private @Nullable Throwable failure;

		private volatile boolean done;

		Step(Runnable action, Thread waiting) {
			this.action = action;
			this.waiting = waiting;
		}

		void run() {
			try {
				this.action.run();
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
			this.done = true;
			LockSupport.unpark(this.waiting);
		}

		void rethrow() {
			if (this.failure instanceof RuntimeException ex) {
				throw ex;
			}
			if (this.failure instanceof Error ex) {
				throw ex;
			}
		}

	}

}
