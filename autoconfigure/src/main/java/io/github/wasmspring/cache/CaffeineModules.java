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

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.util.Assert;

/**
 * Creates the default cache of compiled modules, which closes what it evicts as soon as
 * nobody uses it.
 *
 * @since 0.1.0
 */
public final class CaffeineModules {

	/**
	 * Name of the cache of compiled modules.
	 */
	public static final String CACHE_NAME = "wasm-modules";

	/**
	 * Most modules that are kept where nothing is configured.
	 */
	public static final int DEFAULT_MAX_ENTRIES = 256;

	private CaffeineModules() {
	}

	/**
	 * Create a cache.
	 * @param maxEntries most modules that are kept
	 * @param statistics what counts the evictions
	 * @return a new cache
	 */
	public static CaffeineCache create(int maxEntries, WasmCacheStatistics statistics) {
		Assert.isTrue(maxEntries >= 0, "'maxEntries' must not be negative");
		Assert.notNull(statistics, "'statistics' must not be null");
		return new CaffeineCache(CACHE_NAME,
				Caffeine.newBuilder()
					.maximumSize(maxEntries)
					.recordStats()
					.executor(Runnable::run)
					.removalListener((@Nullable Object key, @Nullable Object value,
							RemovalCause cause) -> removed(value, cause, statistics))
					.build(),
				false);
	}

	private static void removed(@Nullable Object value, RemovalCause cause, WasmCacheStatistics statistics) {
		if (cause.wasEvicted()) {
			statistics.evicted();
		}
		if (value instanceof SharedModule module) {
			module.release();
		}
	}

}
