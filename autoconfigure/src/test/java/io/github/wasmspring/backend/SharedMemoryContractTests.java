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

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every backend with {@link WasmFeature#THREADS} does alike with a shared memory,
 * and what the others say.
 */
@EveryBackend
class SharedMemoryContractTests {

	private static final int PAGE = WasmMemory.PAGE_SIZE;

	private final WasmBackend backend = Backends.current();

	private boolean supported;

	@BeforeEach
	void findOut() {
		this.supported = this.backend.getFeatures().contains(WasmFeature.THREADS);
	}

	private WasmModule load() {
		assumeTrue(this.supported);
		return Guests.shared("threads_atomics");
	}

	@Test
	void loadWithoutThreadsShouldSayHowToDoWithoutThem() {
		assumeTrue(!this.supported);
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> Guests.load("threads_atomics", this.backend))
			.withMessageContainingAll("threads_atomics", this.backend.getId(), "a shared memory or atomic instructions",
					"compile the guest without them")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

	@Test
	void atomicsShouldReturnTheValueBefore() {
		try (WasmInstance instance = load().instantiate()) {
			assertThat(instance.call("add", 8, 5)).isEqualTo(0);
			assertThat(instance.call("add", 8, -7)).isEqualTo(5);
			assertThat(instance.call("load", 8)).isEqualTo(-2);
			assertThat(instance.call("compare_and_exchange", 8, 3, 4)).isEqualTo(-2);
			assertThat(instance.call("load", 8)).isEqualTo(-2);
			assertThat(instance.call("compare_and_exchange", 8, -2, 4)).isEqualTo(-2);
			assertThat(instance.call("load", 8)).isEqualTo(4);
			assertThat(instance.call("exchange_byte", 9, 255)).isEqualTo(0);
			assertThat(instance.call("exchange_byte", 9, 1)).isEqualTo(255);
			assertThat(instance.call("add_long", 16, 1L << 40)).isEqualTo(0L);
			assertThat(instance.call("add_long", 16, 1L)).isEqualTo(1L << 40);
			assertThat(instance.memory().readLong(16)).isEqualTo((1L << 40) + 1);
		}
	}

	@Test
	void memoryShouldBeReadAndWritten() {
		try (WasmInstance instance = load().instantiate()) {
			WasmMemory memory = instance.memory();
			instance.call("init", 1, 6);
			assertThat(memory.readString(1, 6)).isEqualTo("shared");
			instance.call("fill", PAGE - 2, 2);
			assertThat(memory.readBytes(PAGE - 2, 2)).containsExactly(7, 7);
			memory.writeInt(40, 42);
			assertThat(instance.call("load", 40)).isEqualTo(42);
			instance.call("store", 40, 43);
			assertThat(memory.readInt(40)).isEqualTo(43);
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.view(0, 8))
				.withMessageContaining("unshared memory");
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.readInt(PAGE - 3));
		}
	}

	@Test
	void memoryShouldGrowUpToItsMaximum() {
		try (WasmInstance instance = load().instantiate()) {
			instance.call("store", PAGE - 4, 42);
			assertThat(instance.call("grow", 1)).isEqualTo(1);
			assertThat(instance.call("load", PAGE - 4)).isEqualTo(42);
			assertThat(instance.call("add", 2 * PAGE - 4, 1)).isEqualTo(0);
			assertThat(instance.memory().grow(1)).isEqualTo(2);
			assertThat(instance.call("grow", 1)).isEqualTo(-1);
			assertThat(instance.call("size")).isEqualTo(3);
			assertThat(instance.call("load", 3 * PAGE - 4)).isEqualTo(0);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("load", 3 * PAGE));
		}
	}

	@ParameterizedTest
	@CsvSource({ "load,65536", "load,-4", "plain_load,65533", "plain_load,-1" })
	void accessOutOfBoundsShouldTrap(String function, int address) {
		WasmModule module = load();
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call(function, address))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
	}

	@Test
	void storesOutOfBoundsShouldTrapAndWriteNothing() {
		try (WasmInstance instance = load().instantiate()) {
			assertThatExceptionOfType(WasmTrapException.class)
				.isThrownBy(() -> instance.call("plain_store", PAGE - 7, -1L));
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("fill", PAGE - 7, 8));
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("init", PAGE - 5, 6));
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("add", PAGE, 1));
			assertThat(instance.memory().readLong(PAGE - 8)).isZero();
		}
	}

	@ParameterizedTest
	@CsvSource({ "load,2", "load,65533" })
	void unalignedAtomicsShouldTrap(String function, int address) {
		WasmModule module = load();
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call(function, address));
		assertThat(module.call("plain_load", 2)).isEqualTo(0);
	}

	@Test
	void waitShouldEndByAnotherValueOrItsTimeout() {
		WasmModule module = load();
		assertThat(module.call("wait", 0, 1, -1L)).isEqualTo(1);
		assertThat(module.call("wait", 0, 0, 1_000_000L)).isEqualTo(2);
		assertThat(module.call("notify", 0)).isEqualTo(0);
	}

	@Test
	void waitForEverShouldTimeOut() {
		WasmModule module = load();
		assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> module.call(Duration.ofMillis(100), "wait", 0, 0, -1L));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(module.call("load", 0)).isEqualTo(0);
	}

}
