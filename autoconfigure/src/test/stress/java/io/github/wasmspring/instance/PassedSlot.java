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

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A slot that is passed to a thread that waits, while it may give up waiting, is neither
 * lost nor shared.
 */
@JCStressTest
@Outcome(id = { "0, 1", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "the slot is free afterwards")
@Outcome(expect = Expect.FORBIDDEN, desc = "the slot is lost, or has two owners")
@State
public class PassedSlot {

	private static final Duration WAIT = Duration.ofNanos(20_000);

	private final Slot slot = Slot.pooled();

	private final SlotWaiters waiters = new SlotWaiters(WAIT);

	public PassedSlot() {
		this.slot.tryLock();
		this.slot.bequeath(Thread.currentThread());
	}

	@Actor
	public void owner() {
		this.slot.inherit();
		if (!this.waiters.pass(this.slot)) {
			this.slot.letGo();
			this.waiters.wakeFirst();
		}
	}

	@Actor
	public void waiter(II_Result result) {
		try {
			Slot slot = this.waiters.await(() -> (this.slot.tryLock()) ? this.slot : null, () -> {
			}, () -> {
			});
			if (slot != null) {
				result.r1 = (slot.isHeldBy(Thread.currentThread())) ? 1 : 2;
				slot.letGo();
			}
		}
		catch (InterruptedException ex) {
			result.r1 = -1;
		}
	}

	@Arbiter
	public void result(II_Result result) {
		result.r2 = (this.slot.tryLock() && this.waiters.isEmpty()) ? 1 : 0;
	}

}
