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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.MemoryReclaimer;

/**
 * Closes instances that nobody uses: when others lack memory, and after some time.
 */
final class IdleInstances implements MemoryReclaimer, AutoCloseable {

	private final Slots slots;

	private final SlotUsage usage;

	private final @Nullable MemoryBudget budget;

	private final IdleTimeout timeout;

	/**
	 * Start to look after instances.
	 * @param slots where they are
	 * @param usage tells how large they are
	 * @param budget what their memory is taken from, if it is
	 * @param timeout the time after which they are closed, zero for never
	 */
	IdleInstances(Slots slots, SlotUsage usage, @Nullable MemoryBudget budget, Duration timeout) {
		this.slots = slots;
		this.usage = usage;
		this.budget = budget;
		this.timeout = new IdleTimeout(slots, timeout);
		if (budget != null) {
			budget.register(this);
		}
	}

	@Override
	public long reclaim(long bytes) {
		MemoryBudget budget = this.budget;
		if (budget == null) {
			return 0;
		}
		long before = budget.getTaken();
		for (Slot slot : this.usage.largestFirst()) {
			if (before - budget.getTaken() >= bytes) {
				break;
			}
			this.slots.closeIdle(slot);
		}
		return Math.max(0, before - budget.getTaken());
	}

	@Override
	public void close() {
		this.timeout.close();
		if (this.budget != null) {
			this.budget.unregister(this);
		}
	}

}
