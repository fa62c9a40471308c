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

package io.github.wasmspring.module;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.instance.CallListener;

/**
 * Suspends a version whose guest fails again and again, and lets one call try it whenever
 * a time is over.
 */
final class FailurePolicy implements CallListener {

	private final FailureSettings settings;

	private final Consumer<Boolean> changed;

	/**
	 * Failures in a row, which calls that return read only.
	 */
	private volatile int failures;

	private volatile boolean suspended;

	private volatile @Nullable Throwable failure;

	private long backoff;

	private long start;

	/**
	 * The thread whose call tries the version, if one does.
	 */
	private @Nullable Thread trial;

	/**
	 * Create a new policy.
	 * @param changed told whether the version is suspended, when that has changed
	 */
	FailurePolicy(FailureSettings settings, Consumer<Boolean> changed) {
		this.settings = settings;
		this.changed = changed;
		this.backoff = settings.backoff().toNanos();
	}

	boolean isSuspended() {
		return this.suspended;
	}

	/**
	 * Return the last failure of the guest, or {@code null} if there was none.
	 */
	@Nullable Throwable getFailure() {
		return this.failure;
	}

	/**
	 * Return how long it takes until a call may try the version.
	 */
	synchronized Duration getTimeLeft() {
		return Duration.ofNanos(Math.max(0, this.start + this.backoff - System.nanoTime()));
	}

	/**
	 * Return whether the call of the current thread may run. If it tries a version that
	 * is suspended, nobody else does before the same time is over again.
	 */
	synchronized boolean permits() {
		if (!this.suspended) {
			return true;
		}
		long now = System.nanoTime();
		if (now - this.start < this.backoff) {
			return false;
		}
		this.start = now;
		this.trial = Thread.currentThread();
		return true;
	}

	@Override
	public void ended(long nanos, @Nullable Throwable failure) {
		if (failure == null) {
			if (this.failures != 0) {
				succeeded();
			}
		}
		else if (isOfGuest(failure)) {
			failed(failure);
		}
	}

	/**
	 * Tell what the guest is to blame for: neither what a host function threw, nor an
	 * exit, an error that it told, or a pool without a free instance.
	 */
	private static boolean isOfGuest(Throwable failure) {
		return failure instanceof WasmTimeoutException
				|| (failure instanceof WasmTrapException trap && trap.getKind() != WasmTrapKind.HOST_EXCEPTION);
	}

	private void succeeded() {
		boolean resumed;
		synchronized (this) {
			if (this.suspended && this.trial != Thread.currentThread()) {
				return;
			}
			resumed = this.suspended;
			this.failures = 0;
			this.suspended = false;
			this.trial = null;
			this.backoff = this.settings.backoff().toNanos();
		}
		if (resumed) {
			this.changed.accept(false);
		}
	}

	private void failed(Throwable failure) {
		synchronized (this) {
			if (this.suspended) {
				if (this.trial == Thread.currentThread()) {
					this.failure = failure;
					this.trial = null;
					this.start = System.nanoTime();
					this.backoff = Math.min(2 * this.backoff, this.settings.maxBackoff().toNanos());
				}
				return;
			}
			this.failure = failure;
			this.failures++;
			if (this.failures < this.settings.threshold()) {
				return;
			}
			this.suspended = true;
			this.start = System.nanoTime();
		}
		this.changed.accept(true);
	}

	/**
	 * Start anew.
	 */
	void resume() {
		boolean resumed;
		synchronized (this) {
			resumed = this.suspended;
			this.failures = 0;
			this.suspended = false;
			this.trial = null;
			this.backoff = this.settings.backoff().toNanos();
		}
		if (resumed) {
			this.changed.accept(false);
		}
	}

}
