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

package io.github.wasmspring.micrometer;

import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.cache.WasmCacheStatistics;

/**
 * Meters of one of the caches of compiled modules.
 *
 * @since 0.1.0
 */
public final class WasmCacheMeters extends CacheMeterBinder<WasmCacheStatistics> {

	private final ToLongFunction<WasmCacheStatistics> hits;

	private final ToLongFunction<WasmCacheStatistics> misses;

	private final @Nullable ToLongFunction<WasmCacheStatistics> evictions;

	private final WasmCacheStatistics statistics;

	private WasmCacheMeters(WasmCacheStatistics statistics, String name, ToLongFunction<WasmCacheStatistics> hits,
			ToLongFunction<WasmCacheStatistics> misses, @Nullable ToLongFunction<WasmCacheStatistics> evictions) {
		super(statistics, name, Tags.of("cache.manager", "wasm"));
		this.statistics = statistics;
		this.hits = hits;
		this.misses = misses;
		this.evictions = evictions;
	}

	/**
	 * Create meters of the modules in memory.
	 * @param statistics counts what the caches do
	 * @return the meters, of a cache named {@code wasm-modules}
	 */
	public static WasmCacheMeters ofModules(WasmCacheStatistics statistics) {
		return new WasmCacheMeters(statistics, "wasm-modules", WasmCacheStatistics::getHits,
				WasmCacheStatistics::getMisses, WasmCacheStatistics::getEvictions);
	}

	/**
	 * Create meters of the stores of artifacts.
	 * @param statistics counts what the caches do
	 * @return the meters, of a cache named {@code wasm-artifacts}
	 */
	public static WasmCacheMeters ofArtifacts(WasmCacheStatistics statistics) {
		return new WasmCacheMeters(statistics, "wasm-artifacts", (counts) -> counts.getLoads(LoadSource.ARTIFACT),
				WasmCacheStatistics::getArtifactMisses, null);
	}

	@Override
	protected @Nullable Long size() {
		return null;
	}

	@Override
	protected long hitCount() {
		return this.hits.applyAsLong(this.statistics);
	}

	@Override
	protected Long missCount() {
		return this.misses.applyAsLong(this.statistics);
	}

	@Override
	protected @Nullable Long evictionCount() {
		return (this.evictions != null) ? this.evictions.applyAsLong(this.statistics) : null;
	}

	@Override
	protected long putCount() {
		return missCount();
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		// there are none
	}

}
