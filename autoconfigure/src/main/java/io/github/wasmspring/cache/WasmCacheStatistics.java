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
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.util.Assert;

import io.github.wasmspring.backend.LoadSource;

/**
 * Counts what the caches of compiled modules did since the application started.
 *
 * @since 0.1.0
 */
public final class WasmCacheStatistics {

	private final Map<LoadSource, Loads> loads = new EnumMap<>(LoadSource.class);

	private final LongAdder evictions = new LongAdder();

	private final LongAdder artifactMisses = new LongAdder();

	private final LongAdder badArtifacts = new LongAdder();

	/**
	 * Create statistics in which nothing happened yet.
	 */
	public WasmCacheStatistics() {
		for (LoadSource source : LoadSource.values()) {
			this.loads.put(source, new Loads(new LongAdder(), new LongAdder()));
		}
	}

	/**
	 * Return how many modules were found in memory.
	 * @return the number
	 */
	public long getHits() {
		return getLoads(LoadSource.MEMORY);
	}

	/**
	 * Return how many modules were not found in memory.
	 * @return the number
	 */
	public long getMisses() {
		return getLoads(LoadSource.COMPILED) + getLoads(LoadSource.ARTIFACT);
	}

	/**
	 * Return how many modules were dropped from memory after nobody had used them any
	 * longer.
	 * @return the number
	 */
	public long getEvictions() {
		return this.evictions.sum();
	}

	/**
	 * Return how many modules were found in no store of artifacts, although there is one.
	 * @return the number
	 */
	public long getArtifactMisses() {
		return this.artifactMisses.sum();
	}

	/**
	 * Return how many artifacts were dropped because they could not be trusted or read.
	 * @return the number
	 */
	public long getBadArtifacts() {
		return this.badArtifacts.sum();
	}

	/**
	 * Return how many modules came from a source.
	 * @param source the source
	 * @return the number
	 */
	public long getLoads(LoadSource source) {
		return loads(source).count().sum();
	}

	/**
	 * Return how long it took to get all modules that came from a source.
	 * @param source the source
	 * @return the time
	 */
	public Duration getLoadTime(LoadSource source) {
		return Duration.ofNanos(loads(source).nanos().sum());
	}

	private Loads loads(LoadSource source) {
		Assert.notNull(source, "'source' must not be null");
		Loads found = this.loads.get(source);
		Assert.state(found != null, "Every source is counted");
		return found;
	}

	void loaded(LoadSource source, long nanos) {
		Loads found = loads(source);
		found.count().increment();
		found.nanos().add(nanos);
	}

	void evicted() {
		this.evictions.increment();
	}

	void artifactMissed() {
		this.artifactMisses.increment();
	}

	void artifactWasBad() {
		this.badArtifacts.increment();
	}

	@Override
	public String toString() {
		return "hits %d, misses %d, evictions %d; compiled %d in %d ms, artifacts %d in %d ms, bad artifacts %d"
			.formatted(getHits(), getMisses(), getEvictions(), getLoads(LoadSource.COMPILED),
					getLoadTime(LoadSource.COMPILED).toMillis(), getLoads(LoadSource.ARTIFACT),
					getLoadTime(LoadSource.ARTIFACT).toMillis(), getBadArtifacts());
	}

	/**
	 * Modules that came from one source.
	 *
	 * @param count how many
	 * @param nanos how long it took
	 */
	private record Loads(LongAdder count, LongAdder nanos) {
	}

}
