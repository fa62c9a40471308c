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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GuestInterrupt} and {@link InterruptWatch}.
 */
class GuestInterruptTests {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

	private final InterruptWatch watch = new InterruptWatch(Duration.ofMillis(20));

	private final GuestInterrupt interrupt = new GuestInterrupt(this.watch, () -> {
	});

	private final ByteBuffer page = ByteBuffer.allocate(ControlPage.SIZE);

	@BeforeEach
	void begin() {
		this.interrupt.open(this.page);
		this.interrupt.begin();
	}

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
		this.interrupt.close();
	}

	private byte flag() {
		return this.page.get(ControlPage.INTERRUPT);
	}

	@Test
	void lookWhenTheThreadIsInterruptedShouldStopTheGuest() {
		this.interrupt.enterGuest();
		this.interrupt.look();
		assertThat(flag()).isZero();
		Thread.currentThread().interrupt();
		this.interrupt.look();
		assertThat(flag()).isEqualTo((byte) 1);
		this.interrupt.leaveGuest();
		assertThat(this.interrupt.isStopped()).isTrue();
		this.interrupt.end();
		assertThat(flag()).isZero();
		assertThat(this.interrupt.isStopped()).isFalse();
	}

	@Test
	void lookWhenTheHostRunsShouldNotStopTheGuest() {
		this.interrupt.enterGuest();
		this.interrupt.leaveGuest();
		Thread.currentThread().interrupt();
		this.interrupt.look();
		this.interrupt.stop();
		assertThat(flag()).isZero();
		assertThat(this.interrupt.isStopped()).isFalse();
	}

	@Test
	void guestThatHasToStopShouldNotRunAgainWithinTheCall() {
		this.interrupt.enterGuest();
		this.interrupt.stop();
		this.interrupt.leaveGuest();
		this.interrupt.enterGuest();
		assertThat(flag()).isEqualTo((byte) 1);
		this.interrupt.leaveGuest();
		this.interrupt.end();
		this.interrupt.begin();
		this.interrupt.enterGuest();
		assertThat(flag()).isZero();
		this.interrupt.leaveGuest();
		assertThat(this.interrupt.isStopped()).isFalse();
	}

	@Test
	void lookAfterTheCallShouldNotStopAnything() {
		Thread.currentThread().interrupt();
		this.interrupt.enterGuest();
		this.interrupt.leaveGuest();
		this.interrupt.end();
		this.interrupt.look();
		assertThat(flag()).isZero();
	}

	@Test
	void watchShouldStopTheGuestOfAnInterruptedThread() {
		assertThatInterruptStops();
	}

	@Test
	void watchShouldSurviveAnError() {
		GuestInterrupt broken = new GuestInterrupt(this.watch, () -> {
		});
		broken.open(this.page.asReadOnlyBuffer());
		broken.begin();
		broken.enterGuest();
		Thread.currentThread().interrupt();
		spinUntil(broken::isStopped);
		assertThat(flag()).isZero();
		broken.leaveGuest();
		broken.close();
		assertThatInterruptStops();
	}

	@Test
	void watchShouldWorkAgainAfterItHasEnded() {
		this.interrupt.enterGuest();
		assertThat(this.watch.isRunning()).isTrue();
		this.interrupt.leaveGuest();
		this.interrupt.end();
		spinUntil(() -> !this.watch.isRunning());
		this.interrupt.begin();
		assertThatInterruptStops();
	}

	private void assertThatInterruptStops() {
		this.interrupt.enterGuest();
		Thread.currentThread().interrupt();
		spinUntil(() -> flag() != 0);
		this.interrupt.leaveGuest();
		assertThat(this.interrupt.isStopped()).isTrue();
	}

	/**
	 * Wait without waiting, which an interrupted thread cannot.
	 */
	private static void spinUntil(BooleanSupplier condition) {
		long end = System.nanoTime() + LONGEST_WAIT.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - end).isNegative();
		}
	}

}
