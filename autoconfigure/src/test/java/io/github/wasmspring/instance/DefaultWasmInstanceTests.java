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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DefaultWasmInstance} on a backend that misbehaves.
 */
class DefaultWasmInstanceTests {

	private static final InstanceSettings SETTINGS = InstanceSettings.DEFAULTS.withMax(1)
		.withMaxWait(Duration.ofMillis(50))
		.withMaxMemory(DataSize.ofMegabytes(1))
		.withTimeout(Duration.ofSeconds(30));

	private final ObservedModule traps = new ObservedModule("traps");

	private final InstancePool source = this.traps.open(SETTINGS);

	@Test
	void callWhenBackendFailsShouldThrowTrapAndDiscardTheInstance() {
		RuntimeException failure = new IllegalArgumentException("from the engine");
		this.traps.failureToCall = failure;
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> call("ok"))
			.withMessage("Module 'traps', function 'ok', backend 'chicory-interpreter': "
					+ "the backend failed: java.lang.IllegalArgumentException: from the engine")
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OTHER))
			.havingCause()
			.isSameAs(failure);
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void callWhenBackendThrowsNamedExceptionShouldKeepItAndDiscardTheInstance() {
		RuntimeException failure = new WasmTimeoutException(WasmErrorContext.of(this.traps.module()), "too long", null,
				null);
		this.traps.failureToCall = failure;
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> call("ok")).isSameAs(failure);
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void createWhenBackendFailsShouldThrowTrap() {
		RuntimeException failure = new IllegalArgumentException("from the engine");
		this.traps.failureToInstantiate = failure;
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(this.source::create)
			.withMessageContainingAll("traps", "cannot be instantiated: the backend failed", "from the engine")
			.havingCause()
			.isSameAs(failure);
	}

	@Test
	void closeWhenBackendFailsShouldNotReplaceTheResult() {
		this.traps.failureToClose = new IllegalArgumentException("from the engine");
		assertThat(this.source.<@Nullable Object>execute(Call.each(null).onNewInstance(),
				(instance) -> instance.call("ok")))
			.isEqualTo(42);
	}

	@Test
	void closeWhenBackendFailsShouldNotReplaceTheTrap() {
		this.traps.failureToClose = new IllegalArgumentException("from the engine");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> call("unreachable"));
		}
		assertThat(this.traps.instances).hasSize(3);
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void closeTwiceShouldReleaseOnce() {
		WasmInstance instance = this.source.create();
		instance.close();
		instance.close();
		assertThat(instance.isOpen()).isFalse();
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void memoryWhenInstanceIsClosedShouldThrow() {
		WasmInstance instance = this.source.create();
		WasmMemory memory = instance.memory();
		instance.close();
		assertClosed(() -> memory.readByte(0));
		assertClosed(() -> memory.writeByte(0, (byte) 1));
		assertClosed(() -> memory.readShort(0));
		assertClosed(() -> memory.writeShort(0, (short) 1));
		assertClosed(() -> memory.readInt(0));
		assertClosed(() -> memory.writeInt(0, 1));
		assertClosed(() -> memory.readLong(0));
		assertClosed(() -> memory.writeLong(0, 1));
		assertClosed(() -> memory.readBytes(0, 1));
		assertClosed(() -> memory.writeBytes(0, new byte[1]));
		assertClosed(() -> memory.read(0, new byte[1], 0, 1));
		assertClosed(() -> memory.view(0, 1));
		assertClosed(memory::pages);
		assertClosed(() -> memory.grow(1));
	}

	@Test
	void memoryWhenAnotherThreadUsesTheInstanceShouldWait() throws Exception {
		DefaultWasmInstance instance = (DefaultWasmInstance) this.source.create();
		WasmMemory memory = instance.memory();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			CountDownLatch started = new CountDownLatch(1);
			Future<Integer> access;
			instance.enter();
			try {
				access = executor.submit(() -> {
					started.countDown();
					return memory.readInt(0);
				});
				assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
				assertThatExceptionOfType(TimeoutException.class)
					.isThrownBy(() -> access.get(50, TimeUnit.MILLISECONDS));
				memory.writeInt(0, 7);
			}
			finally {
				instance.leave();
			}
			assertThat(access.get(20, TimeUnit.SECONDS)).isEqualTo(7);
		}
		finally {
			executor.shutdownNow();
			instance.close();
		}
	}

	private static void assertClosed(Runnable access) {
		assertThatIllegalStateException().isThrownBy(access::run)
			.withMessage("The instance of module 'traps' on backend 'chicory-interpreter' is closed");
	}

	private void call(String function) {
		this.source.<@Nullable Object>execute(Call.each(null), (instance) -> instance.call(function));
	}

}
