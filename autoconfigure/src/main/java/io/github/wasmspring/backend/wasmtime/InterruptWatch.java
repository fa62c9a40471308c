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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from time to time whether a thread that runs a guest is interrupted, because
 * native code takes no notice of that. One daemon thread does it, and ends when no guest
 * has run for a while.
 */
final class InterruptWatch {

	private static final Duration PAUSE = Duration.ofMillis(5);

	/**
	 * The watch of all stores.
	 */
	static final InterruptWatch SHARED = new InterruptWatch(Duration.ofSeconds(2));

	private final Set<GuestInterrupt> guests = ConcurrentHashMap.newKeySet();

	private final long idleLooks;

	private volatile boolean running;

	/**
	 * Create a watch.
	 * @param idle how long the thread looks after the last call, so that calls in a row
	 * don't start it each time
	 */
	InterruptWatch(Duration idle) {
		this.idleLooks = idle.dividedBy(PAUSE);
	}

	void add(GuestInterrupt guest) {
		this.guests.add(guest);
	}

	void remove(GuestInterrupt guest) {
		this.guests.remove(guest);
	}

	/**
	 * See to it that the thread runs. Called when a guest is running already.
	 */
	void start() {
		if (!this.running) {
			startThread();
		}
	}

	boolean isRunning() {
		return this.running;
	}

	private synchronized void startThread() {
		if (!this.running) {
			Thread thread = new Thread(null, this::run, "wasmtime-interrupts", 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(null);
			thread.start();
			this.running = true;
		}
	}

	private void run() {
		long idle = 0;
		while (true) {
			LockSupport.parkNanos(this, PAUSE.toNanos());
			Thread.interrupted();
			try {
				idle = (look()) ? 0 : idle + 1;
				if (idle > this.idleLooks && stop()) {
					return;
				}
			}
			catch (Throwable ex) {
				idle = 0; // out of memory: others need this thread
			}
		}
	}

	/**
	 * Look at all guests.
	 * @return whether any is running
	 */
	private boolean look() {
		boolean running = false;
		for (GuestInterrupt guest : this.guests) {
			guest.look();
			running |= guest.isRunning();
		}
		return running;
	}

	/**
	 * Stop unless a guest has begun meanwhile. One that begins later sees that the thread
	 * does not run.
	 */
	private synchronized boolean stop() {
		boolean needed = true;
		this.running = false;
		try {
			needed = look();
		}
		finally {
			this.running = needed;
		}
		return !needed;
	}

}
