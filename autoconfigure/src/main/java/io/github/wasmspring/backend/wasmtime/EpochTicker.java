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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.kawamuray.wasmtime.Engine;

/**
 * Advances the epoch of an engine while calls with a timeout run, so that they end. An
 * epoch stands for a point in time and never begins before it.
 */
final class EpochTicker {

	static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * How long the thread goes on after the last call, so that calls in a row don't start
	 * it each time.
	 */
	private static final long IDLE_TICKS = TimeUnit.SECONDS.toNanos(2) / TICK;

	/**
	 * A handle of its own: the engine's other handles are locked while they are used.
	 */
	private final Engine engine;

	private final AtomicInteger calls = new AtomicInteger();

	private final Object monitor = new Object();

	private volatile boolean running;

	private volatile long epoch;

	private volatile long start;

	private boolean closed;

	EpochTicker(Engine engine) {
		this.engine = engine;
	}

	/**
	 * See to it that time goes on until {@link #end()}.
	 */
	void begin() {
		this.calls.incrementAndGet();
		if (!this.running) {
			startThread();
		}
	}

	void end() {
		this.calls.decrementAndGet();
	}

	/**
	 * Return the first epoch that does not begin before a point in time. Time has to go
	 * on.
	 */
	long epochAfter(long time) {
		return epochAt(time) + 1;
	}

	/**
	 * Return the current epoch, or an earlier one.
	 */
	long epoch() {
		return this.epoch;
	}

	private long epochAt(long time) {
		return Math.floorDiv(time - this.start, TICK);
	}

	private void startThread() {
		synchronized (this.monitor) {
			if (this.running || this.closed) {
				return;
			}
			this.start = System.nanoTime() - this.epoch * TICK;
			Thread thread = new Thread(this::run, "wasmtime-epochs");
			thread.setDaemon(true);
			thread.setContextClassLoader(null);
			this.running = true;
			boolean started = false;
			try {
				thread.start();
				started = true;
			}
			finally {
				this.running = started;
			}
		}
	}

	private void run() {
		long idle = 0;
		while (true) {
			long now = epochAt(System.nanoTime());
			while (this.epoch < now) {
				this.engine.incrementEpoch();
				this.epoch++;
			}
			idle = (this.calls.get() > 0) ? 0 : idle + 1;
			if (idle > IDLE_TICKS && stop()) {
				return;
			}
			long next = this.start + (this.epoch + 1) * TICK;
			LockSupport.parkNanos(this, Math.max(1, next - System.nanoTime()));
		}
	}

	/**
	 * Stop unless a call has begun meanwhile. One that begins later sees that the thread
	 * does not run.
	 */
	private boolean stop() {
		synchronized (this.monitor) {
			this.running = false;
			if (this.calls.get() > 0) {
				this.running = true;
				return false;
			}
			if (this.closed) {
				this.engine.dispose();
			}
			return true;
		}
	}

	/**
	 * Release the engine, once the thread has come to its end.
	 */
	void close() {
		synchronized (this.monitor) {
			if (!this.closed) {
				this.closed = true;
				if (!this.running) {
					this.engine.dispose();
				}
			}
		}
	}

}
