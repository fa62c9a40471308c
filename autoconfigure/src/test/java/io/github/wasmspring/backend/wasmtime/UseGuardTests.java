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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.Garbage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link UseGuard}.
 */
@Timeout(60)
class UseGuardTests {

	private final AtomicInteger disposals = new AtomicInteger();

	private final UseGuard guard = new UseGuard("It", this.disposals::incrementAndGet);

	@Test
	void closeShouldDisposeOnce() {
		this.guard.enter();
		this.guard.leave();
		this.guard.close();
		this.guard.close();
		assertThat(this.disposals).hasValue(1);
		assertThatIllegalStateException().isThrownBy(this.guard::enter).withMessage("It is closed");
	}

	@Test
	void closeWhileTheSameThreadUsesItShouldDisposeAtTheEnd() {
		this.guard.enter();
		this.guard.close();
		this.guard.enter();
		this.guard.leave();
		assertThat(this.disposals).hasValue(0);
		this.guard.leave();
		assertThat(this.disposals).hasValue(1);
	}

	@Test
	void closeWhileAnotherThreadUsesItShouldNotWait() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		Thread user = new Thread(() -> {
			this.guard.enter();
			entered.countDown();
			try {
				closed.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.guard.leave();
		});
		user.start();
		entered.await();
		this.guard.close();
		assertThat(this.disposals).hasValue(0);
		closed.countDown();
		user.join();
		assertThat(this.disposals).hasValue(1);
	}

	@Test
	void objectsThatAreReferredToShouldKeepIt() {
		Object @Nullable [] view = { new Object() };
		this.guard.keepFor(view[0]);
		this.guard.close();
		Garbage.collect();
		assertThat(this.disposals).hasValue(0);
		assertThat(view[0]).isNotNull();
		view[0] = null;
		Awaitility.await().untilAsserted(() -> {
			Garbage.collect();
			assertThat(this.disposals).hasValue(1);
		});
	}

}
