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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time use native handles, none after they are closed, and disposes
 * them when nobody uses them any longer. Closing them never waits.
 */
final class UseGuard {

	private final String name;

	private final Runnable disposal;

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicInteger references = new AtomicInteger();

	private volatile boolean closed;

	private volatile boolean disposed;

	/**
	 * Create a guard.
	 * @param name what is guarded, for messages
	 * @param disposal how to dispose it
	 */
	UseGuard(String name, Runnable disposal) {
		this.name = name;
		this.disposal = disposal;
	}

	/**
	 * Keep other threads out and the handles alive, until {@link #leave()}.
	 * @throws IllegalStateException if they are closed and this thread did not use them
	 * before that
	 */
	void enter() {
		this.lock.lock();
		if (this.closed && this.lock.getHoldCount() == 1) {
			leave();
			throw new IllegalStateException(this.name + " is closed");
		}
	}

	void leave() {
		this.lock.unlock();
		if (this.closed) {
			disposeIfUnused();
		}
	}

	/**
	 * Keep the handles alive as long as an object is referred to.
	 */
	void keepFor(Object object) {
		this.references.incrementAndGet();
		Cleaning.register(object, () -> {
			this.references.decrementAndGet();
			disposeIfUnused();
		});
	}

	/**
	 * Dispose the handles, now or when nobody uses them any longer.
	 */
	void close() {
		this.closed = true;
		disposeIfUnused();
	}

	/**
	 * Dispose the handles if they are not in use. If another thread holds the lock, it
	 * does the same after it has released it.
	 */
	private void disposeIfUnused() {
		if (this.closed && !StackCheck.hasNativeStack()) {
			Cleaning.later(this::disposeIfUnused);
			return;
		}
		while (this.closed && !this.disposed && this.references.get() == 0 && !this.lock.isHeldByCurrentThread()
				&& this.lock.tryLock()) {
			try {
				if (!this.disposed) {
					this.disposed = true;
					this.disposal.run();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

}
