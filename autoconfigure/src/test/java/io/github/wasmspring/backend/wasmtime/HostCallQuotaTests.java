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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostCallQuotaTests {

	private final HostCallQuota quota = new HostCallQuota(2 * 128 * HostCallQuota.BLOCK);

	@Test
	void acquireWhenTooManyShouldThrowUntilSomeAreReleased() {
		assertThat(this.quota.max()).isEqualTo(2 * HostCallQuota.BLOCK);
		this.quota.acquire();
		this.quota.acquire();
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(HostCallLimitException.class).isThrownBy(this.quota::acquire)
				.withMessageContainingAll("more than " + this.quota.max() + " times", "-Xmx");
		}
		this.quota.release(3 * HostCallQuota.BLOCK, 2 * HostCallQuota.BLOCK);
		this.quota.acquire();
		assertThatExceptionOfType(HostCallLimitException.class).isThrownBy(this.quota::acquire);
	}

	@Test
	void firstBlockShouldNotBeCounted() {
		this.quota.acquire();
		this.quota.acquire();
		this.quota.release(HostCallQuota.BLOCK, 0);
		assertThatExceptionOfType(HostCallLimitException.class).isThrownBy(this.quota::acquire);
		this.quota.release(HostCallQuota.BLOCK + 1, HostCallQuota.BLOCK);
		this.quota.acquire();
		assertThatExceptionOfType(HostCallLimitException.class).isThrownBy(this.quota::acquire);
	}

	@Test
	void maxOfSmallHeapShouldBeABlock() {
		assertThat(new HostCallQuota(1).max()).isEqualTo(HostCallQuota.BLOCK);
	}

}
