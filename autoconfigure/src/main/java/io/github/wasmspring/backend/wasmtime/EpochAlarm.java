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

import io.github.kawamuray.wasmtime.Store;

/**
 * Has the engine interrupt the guest of a store when its time is over. That is set for a
 * call only if it is not set well enough.
 */
final class EpochAlarm {

	private static final long FOREVER = Long.MAX_VALUE;

	/**
	 * How much later than asked for the engine may interrupt the guest.
	 */
	private static final long MAX_SLACK = Duration.ofMillis(100).toNanos();

	private final Store<Void> store;

	private final EpochTicker ticker;

	private final Deadline deadline = new Deadline();

	private long armedUntil = -1;

	private boolean ticking;

	EpochAlarm(Store<Void> store, EpochTicker ticker) {
		this.store = store;
		this.ticker = ticker;
	}

	void setTimeout(Duration timeout) {
		this.deadline.set(timeout);
	}

	/**
	 * Begin an outermost call, which {@link #end()} has to follow.
	 */
	void begin() {
		long time = this.deadline.begin();
		if (time != Deadline.NEVER) {
			this.ticking = true;
			this.ticker.begin();
			armUntil(time);
		}
		else if (this.armedUntil != FOREVER) {
			this.armedUntil = FOREVER;
			this.store.setEpochDeadline(FOREVER);
		}
	}

	private void armUntil(long time) {
		long wanted = this.ticker.epochAfter(time);
		long slack = Math.min(this.deadline.slack(), MAX_SLACK) / EpochTicker.TICK;
		if (this.armedUntil < wanted || this.armedUntil > wanted + slack) {
			this.armedUntil = wanted + slack;
			this.store.setEpochDeadline(Math.max(0, this.armedUntil - this.ticker.epoch()));
		}
	}

	void end() {
		this.deadline.end();
		if (this.ticking) {
			this.ticking = false;
			this.ticker.end();
		}
	}

}
