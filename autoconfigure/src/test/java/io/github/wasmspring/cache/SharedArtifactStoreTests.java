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

package io.github.wasmspring.cache;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.concurrent.ConcurrentMapCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedArtifactStore}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SharedArtifactStoreTests {

	private final TestCache cache = new TestCache();

	private final SharedArtifactStore store = new SharedArtifactStore(this.cache, Duration.ofMillis(300));

	@AfterEach
	void close() {
		this.store.close();
		this.cache.silence.countDown();
	}

	@Test
	void getShouldReturnWhatWasPut() {
		assertThat(this.store.get("a")).isNull();
		this.store.put("a", new byte[] { 1, 2 });
		assertThat(this.store.get("a")).containsExactly(1, 2);
		this.store.remove("a");
		assertThat(this.store.get("a")).isNull();
	}

	@Test
	void valueThatIsNotOursShouldBeOneThatNoSignatureFits() {
		this.cache.getNativeCache().put("a", 1);
		assertThat(this.store.get("a")).isEmpty();
	}

	@Test
	void cacheThatDoesNotAnswerShouldBeLeftAloneAfterTheTimeout(CapturedOutput output) {
		this.cache.silent = true;
		long start = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			assertThat(this.store.get("a")).isNull();
			this.store.put("a", new byte[1]);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(this.cache.calls).hasValue(1);
		assertThat(output).containsOnlyOnce("WARN").contains("no answer within 300 ms");
	}

	@Test
	void cacheThatFailsShouldBeLeftAlone(CapturedOutput output) {
		this.cache.failure = new IllegalStateException("connection refused");
		assertThat(this.store.get("a")).isNull();
		assertThat(this.store.get("b")).isNull();
		assertThat(this.cache.calls).hasValue(1);
		assertThat(output).containsOnlyOnce("WARN").contains("connection refused");
	}

	@Test
	void getWhenInterruptedShouldKeepTheThreadInterrupted() {
		this.cache.silent = true;
		Thread.currentThread().interrupt();
		assertThat(this.store.get("a")).isNull();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void closedStoreShouldKeepNothing() {
		this.store.close();
		this.store.put("a", new byte[1]);
		assertThat(this.store.get("a")).isNull();
	}

	private static final class TestCache extends ConcurrentMapCache {

		final AtomicInteger calls = new AtomicInteger();

		final CountDownLatch silence = new CountDownLatch(1);

		volatile boolean silent;

		volatile @Nullable RuntimeException failure;

		TestCache() {
			super("test");
		}

		@Override
		public @Nullable ValueWrapper get(Object key) {
			answer();
			return super.get(key);
		}

		@Override
		public void put(Object key, @Nullable Object value) {
			answer();
			super.put(key, value);
		}

		private void answer() {
			this.calls.incrementAndGet();
			RuntimeException failure = this.failure;
			if (failure != null) {
				throw failure;
			}
			if (this.silent) {
				call(() -> {
					this.silence.await();
					return null;
				});
			}
		}

		private static void call(Callable<?> action) {
			try {
				action.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
