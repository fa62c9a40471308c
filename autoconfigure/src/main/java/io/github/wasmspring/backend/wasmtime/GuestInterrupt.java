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
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Stops the guest of a store when the thread that calls it is interrupted. The thread
 * publishes a number while it runs code of the guest, and whoever takes that back first,
 * the thread or {@link InterruptWatch}, wins.
 */
final class GuestInterrupt {

	/**
	 * No code of the guest runs. Any positive state is a number.
	 */
	private static final long IDLE = 0;

	/**
	 * Somebody looks at the guest, which cannot be left meanwhile.
	 */
	private static final long WATCHED = -1;

	/**
	 * The guest has to stop, and cannot run until the outermost call has ended.
	 */
	private static final long STOPPED = -2;

	private final InterruptWatch watch;

	private final Runnable look;

	private final AtomicLong state = new AtomicLong(IDLE);

	private ByteBuffer controlPage = ByteBuffer.allocate(1);

	private @Nullable Thread thread;

	private long number;

	/**
	 * Create an interrupt.
	 * @param watch looks at the guest
	 * @param look what else to do at each look while the guest runs
	 */
	GuestInterrupt(InterruptWatch watch, Runnable look) {
		this.watch = watch;
		this.look = look;
	}

	/**
	 * Begin to watch.
	 * @param controlPage the page that the guest looks at, valid until {@link #close()}
	 */
	void open(ByteBuffer controlPage) {
		this.controlPage = controlPage;
		this.watch.add(this);
	}

	/**
	 * End to watch, while no code of the guest runs.
	 */
	void close() {
		this.watch.remove(this);
	}

	/**
	 * Begin an outermost call on behalf of the current thread.
	 */
	void begin() {
		this.thread = Thread.currentThread();
	}

	/**
	 * Begin to run code of the guest.
	 */
	void enterGuest() {
		if (this.state.getPlain() == IDLE) {
			this.state.set(++this.number);
			this.watch.start();
		}
	}

	/**
	 * Leave the code of the guest, also if it has to stop.
	 */
	void leaveGuest() {
		while (!this.state.compareAndSet(this.number, IDLE)) {
			long current = this.state.get();
			if (current == STOPPED || current == IDLE) {
				return;
			}
			Thread.onSpinWait();
		}
	}

	/**
	 * End the outermost call.
	 */
	void end() {
		this.thread = null;
		if (isStopped()) {
			this.controlPage.put(ControlPage.INTERRUPT, (byte) 0);
			this.state.set(IDLE);
		}
	}

	/**
	 * Return whether the guest has to stop. Called after it was left.
	 */
	boolean isStopped() {
		return this.state.getPlain() == STOPPED;
	}

	boolean isRunning() {
		return this.state.get() != IDLE;
	}

	/**
	 * Stop the guest if its thread is interrupted.
	 */
	void look() {
		long current = this.state.get();
		if (current > IDLE && this.state.compareAndSet(current, WATCHED)) {
			long next = current;
			try {
				this.look.run();
				Thread thread = this.thread;
				if (thread != null && thread.isInterrupted()) {
					next = STOPPED;
					this.controlPage.put(ControlPage.INTERRUPT, (byte) 1);
				}
			}
			finally {
				this.state.set(next);
			}
		}
	}

	/**
	 * Stop the guest, if it runs.
	 */
	void stop() {
		long current = this.state.get();
		while (current > IDLE || current == WATCHED) {
			if (current != WATCHED && this.state.compareAndSet(current, WATCHED)) {
				try {
					this.controlPage.put(ControlPage.INTERRUPT, (byte) 1);
				}
				finally {
					this.state.set(STOPPED);
				}
				return;
			}
			Thread.onSpinWait();
			current = this.state.get();
		}
	}

}
