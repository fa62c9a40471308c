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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmPoolExhaustedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link Slots} do under contention by threads of any kind.
 */
@Timeout(120)
abstract class AbstractSlotsTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final ObservedModule module = new ObservedModule("traps");

	private final ThreadFactory threadFactory;

	private final ExecutorService executor;

	AbstractSlotsTests(ThreadFactory threadFactory) {
		this.threadFactory = threadFactory;
		this.executor = Executors.newCachedThreadPool(threadFactory);
	}

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	private Slots slots(int max, Duration maxWait) {
		return new Slots(this.module.module(),
				InstanceSettings.DEFAULTS.withMax(max)
					.withMaxWait(maxWait)
					.withMaxMemory(DataSize.ofMegabytes(1))
					.withTimeout(Duration.ofSeconds(30)),
				(thread, slot) -> true, (function) -> null);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 8 })
	void slotsShouldNeverBeSharedNorLost(int max) throws Exception {
		Slots slots = slots(max, LONG);
		AtomicInteger inUse = new AtomicInteger();
		AtomicInteger mostInUse = new AtomicInteger();
		AtomicLong taken = new AtomicLong();
		List<Future<?>> threads = new ArrayList<>();
		for (int t = 0; t < 12; t++) {
			Random random = new Random(t);
			threads.add(this.executor.submit(() -> {
				for (int i = 0; i < 3_000; i++) {
					Slot slot = (random.nextInt(4) == 0) ? slots.take(false) : slots.take(true);
					assertThat(slot.isHeldBy(Thread.currentThread())).isTrue();
					mostInUse.accumulateAndGet(inUse.incrementAndGet(), Math::max);
					taken.incrementAndGet();
					if (random.nextInt(64) == 0) {
						Thread.yield();
					}
					inUse.decrementAndGet();
					slots.giveBack(slot);
				}
			}));
		}
		for (Future<?> thread : threads) {
			thread.get(100, TimeUnit.SECONDS);
		}
		assertThat(taken).hasValue(12 * 3_000);
		assertThat(mostInUse.get()).isLessThanOrEqualTo(max);
		assertAllFree(slots, max);
	}

	@Test
	void threadThatWaitsShouldNotStarve() throws Exception {
		Slots slots = slots(1, LONG);
		AtomicBoolean stop = new AtomicBoolean();
		CountDownLatch busy = new CountDownLatch(2);
		List<Future<?>> greedy = new ArrayList<>();
		for (int t = 0; t < 2; t++) {
			greedy.add(this.executor.submit(() -> {
				while (!stop.get()) {
					Slot slot = slots.take(true);
					busy.countDown();
					slots.giveBack(slot);
				}
			}));
		}
		assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
		for (int i = 0; i < 200; i++) {
			slots.giveBack(slots.take(true));
		}
		stop.set(true);
		for (Future<?> thread : greedy) {
			thread.get(20, TimeUnit.SECONDS);
		}
		assertAllFree(slots, 1);
	}

	@Test
	void threadsThatGiveUpShouldNotLoseSlots() throws Exception {
		Slots slots = slots(2, Duration.ofMillis(2));
		AtomicInteger refused = new AtomicInteger();
		List<Future<?>> threads = new ArrayList<>();
		for (int t = 0; t < 8; t++) {
			Random random = new Random(t);
			threads.add(this.executor.submit(() -> {
				for (int i = 0; i < 150; i++) {
					try {
						Slot slot = slots.take(true);
						Thread.sleep(random.nextInt(3));
						slots.giveBack(slot);
					}
					catch (WasmPoolExhaustedException ex) {
						refused.incrementAndGet();
					}
				}
				return null;
			}));
		}
		for (Future<?> thread : threads) {
			thread.get(100, TimeUnit.SECONDS);
		}
		assertThat(refused.get()).isPositive();
		assertAllFree(slots, 2);
	}

	@Test
	void threadsThatAreInterruptedShouldNotLoseSlots() throws Exception {
		Slots slots = slots(1, LONG);
		AtomicInteger interrupted = new AtomicInteger();
		AtomicBoolean stop = new AtomicBoolean();
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 6; t++) {
			Thread thread = this.threadFactory.newThread(() -> {
				while (!stop.get()) {
					try {
						Slot slot = slots.take(true);
						Thread.yield();
						slots.giveBack(slot);
					}
					catch (WasmPoolExhaustedException ex) {
						interrupted.incrementAndGet();
					}
					Thread.interrupted();
				}
			});
			thread.start();
			threads.add(thread);
		}
		while (interrupted.get() < 100) {
			threads.forEach(Thread::interrupt);
			Thread.sleep(1);
		}
		stop.set(true);
		for (Thread thread : threads) {
			thread.join(20_000);
			assertThat(thread.isAlive()).isFalse();
		}
		assertAllFree(slots, 1);
	}

	@Test
	void closeShouldWakeThreadsThatWait() throws Exception {
		Slots slots = slots(1, LONG);
		Slot slot = slots.take(true);
		List<Future<?>> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			threads.add(this.executor.submit(() -> assertThatIllegalStateException().isThrownBy(() -> slots.take(true))
				.withMessageContaining("closed")));
		}
		slots.close();
		for (Future<?> thread : threads) {
			thread.get(20, TimeUnit.SECONDS);
		}
		slots.giveBack(slot);
	}

	/**
	 * Take all slots at once, which must neither wait nor fail.
	 */
	private static void assertAllFree(Slots slots, int max) {
		List<@Nullable Slot> all = new ArrayList<>();
		for (int i = 0; i < max; i++) {
			all.add(slots.take(true));
		}
		assertThat(all).doesNotHaveDuplicates();
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> slots.take(true))
			.withMessageContaining("the calling thread itself uses all");
		all.forEach(slots::giveBack);
	}

}
