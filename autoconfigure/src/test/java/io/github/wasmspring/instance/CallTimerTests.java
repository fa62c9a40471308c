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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallTimer}.
 */
@Timeout(30)
class CallTimerTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final CallTimer timer = new CallTimer(Guests.load("numbers", ChicoryBackend.interpreted()), MINUTE,
			(stack) -> true);

	@Test
	void timeWhenItWasSpentBeforeShouldExpire() {
		this.timer.spend(MINUTE.toNanos());
		assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> TimedCalls.time(this.timer, MINUTE, "add", CallTimerTests::sleep))
			.withMessageContaining("longer than its timeout of 1m");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(TimedCalls.<String>time(this.timer, MINUTE, "add", () -> "done")).isEqualTo("done");
	}

	@Test
	void timeWhenThereIsNoLimitShouldNotExpire() {
		this.timer.spend(MINUTE.toNanos());
		assertThat(TimedCalls.<String>time(this.timer, Duration.ZERO, "add", () -> "done")).isEqualTo("done");
	}

	@Test
	void timeShouldInterruptTheThreadThatCallsNow() throws Exception {
		Thread before = new Thread(() -> TimedCalls.<String>time(this.timer, MINUTE, "add", () -> "done"));
		before.start();
		before.join();
		Duration timeout = Duration.ofMillis(20);
		assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> TimedCalls.time(this.timer, timeout, "add", CallTimerTests::sleep));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	private static Object sleep() {
		try {
			Thread.sleep(20_000);
			return "slept";
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
