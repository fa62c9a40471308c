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

import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Short calls on a thread of any kind that the watchdog finds too long.
 */
@Timeout(60)
abstract class AbstractCallWatchStress {

	/**
	 * So long that no other watchdog is told.
	 */
	private static final long TIMEOUT = Long.MAX_VALUE - Long.MAX_VALUE / 16;

	private static final long DURATION = TimeUnit.SECONDS.toNanos(5);

	private static final int LONGEST = 5000;

	private final CallWatch watch = new CallWatch(CallWatchdog.SHARED, (stack) -> true);

	private final ThreadFactory threadFactory;

	AbstractCallWatchStress(ThreadFactory threadFactory) {
		this.threadFactory = threadFactory;
	}

	@Test
	void callsThatExpireShouldSaySoAndLeaveNoInterrupt() throws Exception {
		FutureTask<Integer> calls = new FutureTask<>(this::call);
		this.threadFactory.newThread(calls).start();
		long start = System.nanoTime();
		while (!calls.isDone() && System.nanoTime() - start < 4 * DURATION) {
			this.watch.check(System.nanoTime() + TIMEOUT + 1);
		}
		assertThat(calls.isDone()).as("each call ends").isTrue();
		assertThat(calls.get()).isPositive();
		assertThat(this.watch.isIdle()).isTrue();
	}

	private int call() {
		int expired = 0;
		long start = System.nanoTime();
		while (System.nanoTime() - start < DURATION) {
			this.watch.begin(TIMEOUT);
			boolean interrupted = false;
			for (int i = ThreadLocalRandom.current().nextInt(LONGEST); i > 0; i--) {
				interrupted = Thread.currentThread().isInterrupted();
			}
			boolean ended = this.watch.end();
			assertThat(!interrupted || ended).as("told if interrupted").isTrue();
			assertThat(Thread.currentThread().isInterrupted()).as("interrupted").isFalse();
			expired += (ended) ? 1 : 0;
		}
		return expired;
	}

}
