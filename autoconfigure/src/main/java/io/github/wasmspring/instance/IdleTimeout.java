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
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Closes instances that were not used for some time. Calls cost nothing more for that: it
 * looks from time to time which slots have served a call meanwhile.
 */
final class IdleTimeout implements Runnable, AutoCloseable {

	private static final int LOOKS = 4;

	private static final ScheduledThreadPoolExecutor EXECUTOR = createExecutor();

	/**
	 * Weak, because nobody has to close a pool.
	 */
	private final WeakReference<Slots> slots;

	private final long timeout;

	/**
	 * When slots were found not to have served a call since the look before.
	 */
	private final Map<Slot, Long> idle = new IdentityHashMap<>();

	private @Nullable Future<?> looks;

	/**
	 * Start to look.
	 * @param timeout the time without a call, zero for ever
	 */
	IdleTimeout(Slots slots, Duration timeout) {
		this.slots = new WeakReference<>(slots);
		this.timeout = Call.nanos(timeout);
		if (this.timeout > 0) {
			long pause = Math.max(1, this.timeout / LOOKS);
			this.looks = EXECUTOR.scheduleWithFixedDelay(this, pause, pause, TimeUnit.NANOSECONDS);
		}
	}

	private static ScheduledThreadPoolExecutor createExecutor() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(null, task, "wasm-idle-instances", 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(null);
			return thread;
		});
		executor.setKeepAliveTime(10, TimeUnit.SECONDS);
		executor.allowCoreThreadTimeOut(true);
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

	@Override
	public void run() {
		Slots current = this.slots.get();
		if (current == null) {
			close();
			return;
		}
		long now = System.nanoTime();
		for (Slot slot : current.all()) {
			look(current, slot, now);
		}
	}

	private void look(Slots current, Slot slot, long now) {
		if (!slot.note(Slot.SEEN) || slot.getInstance() == null) {
			this.idle.put(slot, now);
		}
		else if (now - this.idle.getOrDefault(slot, now) >= this.timeout) {
			current.closeIdle(slot);
		}
	}

	@Override
	public void close() {
		Future<?> current = this.looks;
		if (current != null) {
			current.cancel(false);
		}
	}

}
