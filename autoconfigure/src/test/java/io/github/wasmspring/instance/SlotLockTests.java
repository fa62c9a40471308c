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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlotLock}.
 */
@Timeout(120)
class SlotLockTests {

	private final SlotLock lock = new SlotLock();

	private int counter;

	@Test
	void tryLockWhenHeldByTheSameThreadShouldFail() {
		assertThat(this.lock.tryLock()).isTrue();
		assertThat(this.lock.tryLock()).isFalse();
		this.lock.lock();
		this.lock.unlock();
		assertThat(this.lock.tryLock()).isFalse();
		this.lock.unlock();
		assertThat(this.lock.tryLock()).isTrue();
	}

	@Test
	void isHeldByShouldForgetWhoLetTheLockGo() throws Exception {
		Thread current = Thread.currentThread();
		assertThat(this.lock.tryLock()).isTrue();
		assertThat(this.lock.isHeldBy(current)).isTrue();
		this.lock.unlock();
		assertThat(this.lock.isHeldBy(current)).isFalse();
		Thread other = new Thread(this.lock::lock);
		other.start();
		other.join();
		assertThat(this.lock.isHeld()).isTrue();
		assertThat(this.lock.isHeldBy(current)).isFalse();
		assertThat(this.lock.tryLock()).isFalse();
	}

	@Test
	void isHeldByShouldForgetWhoGaveTheLockUp() {
		Thread current = Thread.currentThread();
		assertThat(this.lock.tryLock()).isTrue();
		Thread heir = new Thread();
		this.lock.bequeath(heir);
		assertThat(this.lock.isHeldBy(current)).isFalse();
		assertThat(this.lock.isHeld()).isTrue();
		assertThat(this.lock.holder()).isSameAs(heir);
		this.lock.inherit();
		assertThat(this.lock.isHeldBy(current)).isTrue();
	}

	@Test
	void lockShouldKeepOtherThreadsOut() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(6);
		List<Future<?>> threads = new ArrayList<>();
		for (int t = 0; t < 6; t++) {
			threads.add(executor.submit(() -> {
				for (int i = 0; i < 20_000; i++) {
					this.lock.lock();
					this.lock.lock();
					this.counter++;
					this.lock.unlock();
					if (i % 512 == 0) {
						Thread.yield();
					}
					this.lock.unlock();
				}
			}));
		}
		for (Future<?> thread : threads) {
			thread.get(100, TimeUnit.SECONDS);
		}
		executor.shutdown();
		assertThat(this.counter).isEqualTo(6 * 20_000);
		assertThat(this.lock.tryLock()).isTrue();
	}

	@Test
	void lockWhenInterruptedShouldWaitAndKeepTheInterrupt() throws Exception {
		this.lock.lock();
		Thread thread = new Thread(() -> {
			this.lock.lock();
			this.counter = (Thread.currentThread().isInterrupted()) ? 1 : 2;
			this.lock.unlock();
		});
		thread.start();
		thread.interrupt();
		thread.join(100);
		assertThat(thread.isAlive()).isTrue();
		this.lock.unlock();
		thread.join(20_000);
		assertThat(this.counter).isEqualTo(1);
	}

}
