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

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.backend.BackendMemory;

/**
 * Settings of a module's instances. What differs from the {@linkplain #DEFAULTS defaults}
 * is told by methods that return changed settings.
 *
 * @param mode how long instances live
 * @param max most instances at once, at least 1; those that callers created by
 * {@link io.github.wasmspring.WasmModule#instantiate()} do not count
 * @param maxWait longest wait for an instance
 * @param maxWaiting most callers that wait for an instance, 0 for any number
 * @param idleTimeout time after which a pooled instance that serves no call is closed,
 * zero for never
 * @param maxMemory largest size of a linear memory
 * @param timeout longest call, zero for any time
 * @since 0.1.0
 */
public record InstanceSettings(InstanceMode mode, int max, Duration maxWait, int maxWaiting, Duration idleTimeout,
		DataSize maxMemory, Duration timeout) {

	/**
	 * What applies where nothing is configured.
	 */
	public static final InstanceSettings DEFAULTS = new InstanceSettings(InstanceMode.POOLED,
			4 * Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(1), 0, Duration.ofMinutes(5),
			DataSize.ofMegabytes(128), Duration.ofSeconds(30));

	/**
	 * Create new settings.
	 * @param mode how long instances live
	 * @param max most instances at once
	 * @param maxWait longest wait for an instance
	 * @param maxWaiting most callers that wait for an instance, 0 for any number
	 * @param idleTimeout time after which an idle instance is closed, zero for never
	 * @param maxMemory largest size of a linear memory
	 * @param timeout longest call, zero for any time
	 */
	public InstanceSettings {
		Assert.notNull(mode, "'mode' must not be null");
		Assert.isTrue(max > 0, "'instances.max' must be positive");
		Assert.isTrue(!maxWait.isNegative(), "'instances.max-wait' must not be negative");
		Assert.isTrue(maxWaiting >= 0, "'instances.max-waiting' must not be negative");
		Assert.isTrue(!idleTimeout.isNegative(), "'instances.idle-timeout' must not be negative");
		Assert.isTrue(!maxMemory.isNegative(), "'max-memory' must not be negative");
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
	}

	/**
	 * Return settings with another mode.
	 * @param mode how long instances live
	 * @return the changed settings
	 */
	public InstanceSettings withMode(InstanceMode mode) {
		return new InstanceSettings(mode, this.max, this.maxWait, this.maxWaiting, this.idleTimeout, this.maxMemory,
				this.timeout);
	}

	/**
	 * Return settings with another number of instances.
	 * @param max most instances at once
	 * @return the changed settings
	 */
	public InstanceSettings withMax(int max) {
		return new InstanceSettings(this.mode, max, this.maxWait, this.maxWaiting, this.idleTimeout, this.maxMemory,
				this.timeout);
	}

	/**
	 * Return settings with another wait.
	 * @param maxWait longest wait for an instance
	 * @return the changed settings
	 */
	public InstanceSettings withMaxWait(Duration maxWait) {
		return new InstanceSettings(this.mode, this.max, maxWait, this.maxWaiting, this.idleTimeout, this.maxMemory,
				this.timeout);
	}

	/**
	 * Return settings with another number of callers that wait.
	 * @param maxWaiting most callers that wait for an instance, 0 for any number
	 * @return the changed settings
	 */
	public InstanceSettings withMaxWaiting(int maxWaiting) {
		return new InstanceSettings(this.mode, this.max, this.maxWait, maxWaiting, this.idleTimeout, this.maxMemory,
				this.timeout);
	}

	/**
	 * Return settings with another time without calls.
	 * @param idleTimeout time after which an idle instance is closed, zero for never
	 * @return the changed settings
	 */
	public InstanceSettings withIdleTimeout(Duration idleTimeout) {
		return new InstanceSettings(this.mode, this.max, this.maxWait, this.maxWaiting, idleTimeout, this.maxMemory,
				this.timeout);
	}

	/**
	 * Return settings with another size of memory.
	 * @param maxMemory largest size of a linear memory
	 * @return the changed settings
	 */
	public InstanceSettings withMaxMemory(DataSize maxMemory) {
		return new InstanceSettings(this.mode, this.max, this.maxWait, this.maxWaiting, this.idleTimeout, maxMemory,
				this.timeout);
	}

	/**
	 * Return settings with another timeout.
	 * @param timeout longest call, zero for any time
	 * @return the changed settings
	 */
	public InstanceSettings withTimeout(Duration timeout) {
		return new InstanceSettings(this.mode, this.max, this.maxWait, this.maxWaiting, this.idleTimeout,
				this.maxMemory, timeout);
	}

	/**
	 * Return the largest size of a linear memory in pages.
	 * @return the number of pages of 64 KiB
	 */
	public int maxMemoryPages() {
		return (int) Math.min(BackendMemory.MAX_PAGES, this.maxMemory.toBytes() / WasmMemory.PAGE_SIZE);
	}

	int effectiveMax() {
		return (this.mode == InstanceMode.SINGLE) ? 1 : this.max;
	}

}
