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

package io.github.wasmspring.backend;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.WasmSetting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryBudget} and {@link MemoryShare}.
 */
@Timeout(60)
class MemoryBudgetTests {

	private final MemoryBudget budget = new MemoryBudget(100, WasmSetting.MAX_TOTAL_MEMORY);

	private final List<MemoryReclaimer> registered = new ArrayList<>();

	private void register(MemoryReclaimer reclaimer) {
		this.registered.add(reclaimer);
		this.budget.register(reclaimer);
	}

	@Test
	void acquireShouldTakeNoMoreThanThereIs() {
		assertThat(this.budget.acquire(60)).isTrue();
		assertThat(this.budget.acquire(41)).isFalse();
		assertThat(this.budget.acquire(40)).isTrue();
		assertThat(this.budget.acquire(0)).isTrue();
		assertThat(this.budget.acquire(1)).isFalse();
		assertThat(this.budget.acquire(Long.MAX_VALUE)).isFalse();
		assertThat(this.budget.getUsed()).isEqualTo(100);
		this.budget.release(100);
		assertThat(this.budget.getUsed()).isZero();
	}

	@Test
	void acquireShouldAskOthersInTheirOrderForWhatIsLacking() {
		List<String> asked = new ArrayList<>();
		register(new Reclaimer(2, (bytes) -> {
			asked.add("last " + bytes);
			this.budget.release(bytes);
			return bytes;
		}));
		register(new Reclaimer(1, (bytes) -> {
			asked.add("first " + bytes);
			this.budget.release(10);
			return 10;
		}));
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(asked).isEmpty();
		assertThat(this.budget.acquire(30)).isTrue();
		assertThat(asked).containsExactly("first 20", "last 10");
		assertThat(this.budget.getUsed()).isEqualTo(100);
	}

	@Test
	void acquireWhenOthersGiveNothingShouldRefuse() {
		AtomicInteger asked = new AtomicInteger();
		register((bytes) -> {
			asked.incrementAndGet();
			return 0;
		});
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(this.budget.acquire(20)).isFalse();
		assertThat(asked).hasValue(1);
		assertThat(this.budget.acquire(101)).isFalse();
		assertThat(asked).hasValue(1);
	}

	@Test
	void acquireWhenOthersPromiseTooMuchShouldEnd() {
		register((bytes) -> bytes);
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(this.budget.acquire(20)).isFalse();
	}

	@Test
	void reclaimerThatFailsShouldNotKeepOthersFromBeingAsked() {
		register(new Reclaimer(1, (bytes) -> {
			throw new IllegalStateException("out of order");
		}));
		register(new Reclaimer(2, (bytes) -> {
			this.budget.release(bytes);
			return bytes;
		}));
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(this.budget.acquire(20)).isTrue();
	}

	@Test
	void reclaimerThatNeedsMemoryItselfShouldNotBeAskedAgain() {
		AtomicInteger asked = new AtomicInteger();
		register((bytes) -> {
			asked.incrementAndGet();
			assertThat(this.budget.acquire(50)).isFalse();
			this.budget.release(50);
			return 50;
		});
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(this.budget.acquire(20)).isTrue();
		assertThat(asked).hasValue(1);
	}

	@Test
	void reclaimerShouldBeAskedAgainAfterAnErrorWasThrown() {
		AtomicInteger asked = new AtomicInteger();
		register((bytes) -> {
			if (asked.incrementAndGet() == 1) {
				throw new StackOverflowError();
			}
			this.budget.release(bytes);
			return bytes;
		});
		assertThat(this.budget.acquire(90)).isTrue();
		try {
			this.budget.acquire(20);
		}
		catch (StackOverflowError ex) {
			// the next one is what matters
		}
		assertThat(this.budget.getUsed()).isEqualTo(90);
		assertThat(this.budget.acquire(20)).isTrue();
		assertThat(asked).hasValue(2);
	}

	@Test
	void reclaimerThatIsUnregisteredShouldNotBeAsked() {
		MemoryReclaimer reclaimer = (bytes) -> {
			throw new AssertionError("asked");
		};
		register(reclaimer);
		this.budget.unregister(reclaimer);
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(this.budget.acquire(20)).isFalse();
	}

	@Test
	void reclaimShouldAskUntilAsMuchWasReleased() {
		AtomicInteger asked = new AtomicInteger();
		for (int i = 0; i < 3; i++) {
			register((bytes) -> {
				asked.incrementAndGet();
				this.budget.release(10);
				return 10;
			});
		}
		assertThat(this.budget.acquire(90)).isTrue();
		assertThat(this.budget.reclaim(15)).isEqualTo(20);
		assertThat(asked).hasValue(2);
		assertThat(this.budget.getUsed()).isEqualTo(70);
	}

	@Test
	void shareShouldGiveBackWhatItTookOnce() {
		MemoryShare share = this.budget.createShare();
		assertThat(share.acquire(60)).isTrue();
		assertThat(share.tryAcquire(50)).isFalse();
		assertThat(share.tryAcquire(20)).isTrue();
		share.release(30);
		assertThat(share.getBytes()).isEqualTo(50);
		assertThat(this.budget.getUsed()).isEqualTo(50);
		share.close();
		share.close();
		assertThat(share.getBytes()).isZero();
		assertThat(this.budget.getUsed()).isZero();
	}

	@Test
	void shareThatIsLostShouldBeFoundWhenMemoryIsLacking() throws InterruptedException {
		MemoryShare kept = this.budget.createShare();
		assertThat(kept.acquire(10)).isTrue();
		assertThat(this.budget.createShare().acquire(90)).isTrue();
		boolean acquired = false;
		for (int i = 0; i < 1000 && !acquired; i++) {
			System.gc();
			acquired = this.budget.acquire(90);
			TimeUnit.MILLISECONDS.sleep((acquired) ? 0 : 10);
		}
		assertThat(acquired).isTrue();
		assertThat(this.budget.getUsed()).isEqualTo(100);
		Reference.reachabilityFence(kept);
	}

	@Test
	void manyThreadsShouldLoseNothing() throws Exception {
		register((bytes) -> 0);
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> results = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				int bytes = 10 + i;
				results.add(executor.submit(() -> takeAndRelease(bytes)));
			}
			for (Future<?> result : results) {
				result.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.budget.getUsed()).isZero();
	}

	private void takeAndRelease(int bytes) {
		for (int i = 0; i < 10_000; i++) {
			MemoryShare share = this.budget.createShare();
			share.acquire(bytes);
			assertThat(this.budget.getUsed()).isBetween(0L, 100L);
			share.close();
		}
	}

	@Test
	void endOfTheStackShouldLoseNothing() throws InterruptedException {
		Thread thread = new Thread(null, () -> {
			for (int i = 0; i < 300; i++) {
				descend();
			}
		}, "deep", 256 * 1024);
		thread.start();
		thread.join();
		boolean empty = false;
		for (int i = 0; i < 1000 && !empty; i++) {
			System.gc();
			empty = this.budget.getUsed() == 0;
			TimeUnit.MILLISECONDS.sleep((empty) ? 0 : 10);
		}
		assertThat(this.budget.getUsed()).isZero();
	}

	/**
	 * Use the budget on each level, down to the last.
	 */
	private void descend() {
		try {
			MemoryShare share = this.budget.createShare();
			share.acquire(10);
			share.release(5);
			share.close();
			descend();
		}
		catch (StackOverflowError ex) {
			// comes up from wherever it was thrown
		}
	}

	/**
	 * A reclaimer with an order.
	 *
	 * @param order the order
	 * @param action gives memory back
	 */
	private record Reclaimer(int order, MemoryReclaimer action) implements MemoryReclaimer {

		@Override
		public long reclaim(long bytes) {
			return this.action.reclaim(bytes);
		}

		@Override
		public int getOrder() {
			return this.order;
		}

	}

}
