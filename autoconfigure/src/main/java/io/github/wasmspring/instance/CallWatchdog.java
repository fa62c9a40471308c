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

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts calls that take longer than their timeout. One daemon thread looks at all
 * calls from time to time, so that a call costs no scheduled task; it notices a timeout
 * not before the time is over and up to a tenth later. The thread ends when there has
 * been nothing to watch for a while.
 */
final class CallWatchdog {

	/**
	 * The watchdog of all modules.
	 */
	static final CallWatchdog SHARED = new CallWatchdog();

	private static final int LOOKS_PER_TIMEOUT = 20;

	private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(2);

	/**
	 * Weak, because nobody has to close an instance.
	 */
	private final Set<WeakReference<CallWatch>> watches = ConcurrentHashMap.newKeySet();

	private volatile long shortestTimeout = Long.MAX_VALUE;

	/**
	 * The shortest timeout of the last look, respected once more: a watch may have come
	 * while the look went on.
	 */
	private long shortestBefore = Long.MAX_VALUE;

	private volatile @Nullable Thread thread;

	/**
	 * Watch calls from now on.
	 * @param watch says which call runs
	 * @param registration what an earlier call of this method returned, or {@code null}
	 * @return the registration
	 */
	WeakReference<CallWatch> watch(CallWatch watch, @Nullable WeakReference<CallWatch> registration) {
		WeakReference<CallWatch> registered = (registration != null) ? registration : new WeakReference<>(watch);
		this.watches.add(registered);
		Thread thread = this.thread;
		if (thread == null) {
			start();
		}
		else if (watch.shortestTimeout() < this.shortestTimeout) {
			this.shortestTimeout = watch.shortestTimeout();
			LockSupport.unpark(thread);
		}
		return registered;
	}

	void forget(@Nullable WeakReference<CallWatch> registration) {
		if (registration != null) {
			this.watches.remove(registration);
		}
	}

	private synchronized void start() {
		if (this.thread == null) {
			Thread thread = new Thread(null, this::run, "wasm-watchdog", 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(null);
			thread.start();
			this.thread = thread;
		}
	}

	private void run() {
		long idleSince = System.nanoTime();
		while (true) {
			LockSupport.parkNanos(this, pause());
			Thread.interrupted();
			long now = System.nanoTime();
			if (look(now)) {
				idleSince = now;
			}
			else if (now - idleSince > KEEP_ALIVE) {
				this.thread = null;
				if (this.watches.isEmpty()) {
					return;
				}
				start();
				return;
			}
		}
	}

	private long pause() {
		return Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, this.shortestTimeout / LOOKS_PER_TIMEOUT));
	}

	/**
	 * Look at all calls.
	 * @return whether there is anything to watch
	 */
	private boolean look(long now) {
		long shortest = Long.MAX_VALUE;
		for (WeakReference<CallWatch> reference : this.watches) {
			CallWatch watch = reference.get();
			if (watch != null) {
				watch.check(now);
				shortest = Math.min(shortest, watch.shortestTimeout());
			}
			else {
				this.watches.remove(reference);
			}
		}
		this.shortestTimeout = Math.min(shortest, this.shortestBefore);
		this.shortestBefore = shortest;
		return shortest != Long.MAX_VALUE;
	}

}
