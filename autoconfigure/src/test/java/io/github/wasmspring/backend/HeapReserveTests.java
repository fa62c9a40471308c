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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.TestThreads;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HeapReserve}.
 */
@Timeout(60)
class HeapReserveTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	private final HeapReserve reserve = new HeapReserve(() -> 100);

	@Test
	void acquireShouldGiveWhatIsThereAndNoMore() throws InterruptedException {
		assertThat(this.reserve.acquire(60, SHORT)).isTrue();
		assertThat(this.reserve.acquire(40, SHORT)).isTrue();
		assertThat(this.reserve.acquire(1, SHORT)).isFalse();
		this.reserve.release(40);
		assertThat(this.reserve.acquire(41, SHORT)).isFalse();
		assertThat(this.reserve.acquire(40, SHORT)).isTrue();
	}

	@Test
	void acquireShouldWaitUntilOthersRelease() throws Exception {
		assertThat(this.reserve.acquire(60, SHORT)).isTrue();
		CompletableFuture<Boolean> waiting = TestThreads.supply(() -> {
			try {
				return this.reserve.acquire(60, Duration.ofSeconds(50));
			}
			catch (InterruptedException ex) {
				return false;
			}
		});
		assertThat(waiting).isNotDone();
		this.reserve.release(60);
		assertThat(waiting.get(50, TimeUnit.SECONDS)).isTrue();
		assertThat(this.reserve.acquire(60, SHORT)).isFalse();
	}

	@Test
	void acquireOfMoreThanThereIsShouldWaitUntilItIsAlone() throws InterruptedException {
		assertThat(this.reserve.acquire(1, SHORT)).isTrue();
		assertThat(this.reserve.acquire(101, SHORT)).isFalse();
		this.reserve.release(1);
		assertThat(this.reserve.acquire(101, SHORT)).isTrue();
	}

	@Test
	void runShouldReleaseAlsoWhenTheActionFails() throws InterruptedException {
		WasmErrorContext context = WasmErrorContext.of("test", null);
		assertThat(this.reserve.<String>run(100, context, () -> "result")).isEqualTo("result");
		assertThatIllegalStateException().isThrownBy(() -> this.reserve.run(100, context, () -> {
			throw new IllegalStateException("broken");
		}));
		assertThat(this.reserve.acquire(100, SHORT)).isTrue();
	}

	@Test
	void runWhenInterruptedShouldThrowAndStayInterrupted() throws InterruptedException {
		assertThat(this.reserve.acquire(100, SHORT)).isTrue();
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> this.reserve.run(1, WasmErrorContext.of("test", null), () -> "result"))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.INTERRUPTED));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	void capacityOfTheProcessShouldBePartOfTheHeap() {
		assertThat(HeapReserve.ofProcess().capacity()).isPositive().isLessThan(Runtime.getRuntime().maxMemory());
	}

}
