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

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the timer that the instances of a slot have one after the other.
 */
class SlotTimerTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final WasmBackend backend = ChicoryBackend.interpreted();

	private final WasmModule module = Guests.load("numbers", this.backend);

	private final Slot slot = Slot.pooled();

	private CallTimer create() {
		return new CallTimer(this.module, MINUTE, (stack) -> true);
	}

	@Test
	void timerShouldStay() {
		CallTimer timer = this.slot.timer(this::create);
		TimedCalls.time(timer, MINUTE, null, () -> null);
		assertThat(this.slot.timer(this::create)).isSameAs(timer);
	}

	@Test
	void timerOfCallThatNeverEndedShouldBeReplaced() {
		CallTimer timer = this.slot.timer(this::create);
		timer.begin(MINUTE.toNanos());
		assertThat(this.slot.timer(this::create)).isNotSameAs(timer);
	}

	@Test
	void closeShouldLeaveNothing() {
		CallTimer timer = this.slot.timer(this::create);
		assertThat(this.slot.isEmpty()).isFalse();
		this.slot.close();
		assertThat(this.slot.isEmpty()).isTrue();
		assertThat(this.slot.timer(this::create)).isNotSameAs(timer);
	}

	@Test
	void eachCallOnNewInstanceShouldTimeOut() {
		HostFunctions host = HostFunctions.of("env")
			.function("nothing", "() -> ()", (caller, arguments) -> new long[0])
			.function("sleep", "() -> ()", (caller, arguments) -> new long[0])
			.build();
		WasmModule loops = Guests.load("loops", this.backend, (settings) -> perCall(settings, Duration.ofMillis(50)),
				host);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> loops.call("br"));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThat(loops.call(Duration.ZERO, "add", i, 1)).isEqualTo(i + 1);
		}
	}

	/**
	 * Of the ten seconds of the next call nothing would be left.
	 */
	@Test
	void trapShouldNotShortenTheNextCall() {
		CallTimer timer = this.slot.timer(this::create);
		timer.spend(Duration.ofSeconds(59).toNanos());
		assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> TimedCalls.time(timer, MINUTE, null, () -> {
			throw new GuestTrap(WasmTrapKind.UNREACHABLE, null, null);
		}));
		assertThat(this.slot.timer(this::create)).isSameAs(timer);
		assertThat(TimedCalls.<String>time(timer, Duration.ofSeconds(10), null, SlotTimerTests::lookTwice))
			.isEqualTo("done");
	}

	/**
	 * Take longer than the watchdog does to see a call whose time is over.
	 */
	private static String lookTwice() {
		try {
			Thread.sleep(200);
			return "done";
		}
		catch (InterruptedException ex) {
			return "interrupted";
		}
	}

	private static InstanceSettings perCall(InstanceSettings settings, Duration timeout) {
		return settings.withMode(InstanceMode.PER_CALL).withMax(1).withTimeout(timeout);
	}

}
