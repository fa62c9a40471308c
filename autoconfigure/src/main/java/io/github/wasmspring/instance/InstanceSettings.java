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
 * Settings of a module's instances.
 *
 * @param mode how long instances live
 * @param max most instances at once, at least 1; those that callers created by
 * {@link io.github.wasmspring.WasmModule#instantiate()} do not count
 * @param maxWait longest wait for an instance
 * @param maxMemory largest size of a linear memory
 * @param timeout longest call, zero for any time
 * @since 0.1.0
 */
public record InstanceSettings(InstanceMode mode, int max, Duration maxWait, DataSize maxMemory, Duration timeout) {

	/**
	 * What applies where nothing is configured.
	 */
	public static final InstanceSettings DEFAULTS = new InstanceSettings(InstanceMode.POOLED,
			4 * Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(1), DataSize.ofMegabytes(128),
			Duration.ofSeconds(30));

	/**
	 * Create new settings.
	 * @param mode how long instances live
	 * @param max most instances at once
	 * @param maxWait longest wait for an instance
	 * @param maxMemory largest size of a linear memory
	 * @param timeout longest call, zero for any time
	 */
	public InstanceSettings {
		Assert.notNull(mode, "'mode' must not be null");
		Assert.isTrue(max > 0, "'instances.max' must be positive");
		Assert.isTrue(!maxWait.isNegative(), "'instances.max-wait' must not be negative");
		Assert.isTrue(!maxMemory.isNegative(), "'max-memory' must not be negative");
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
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
