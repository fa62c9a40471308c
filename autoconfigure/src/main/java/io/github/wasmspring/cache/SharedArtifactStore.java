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

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.util.Assert;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.backend.artifact.ArtifactStore;

/**
 * Keeps artifacts in a Spring cache, which machines share. A cache that does not answer
 * in time is left alone for a while.
 *
 * @since 0.1.0
 */
public final class SharedArtifactStore implements ArtifactStore, AutoCloseable {

	/**
	 * Longest wait for the cache where nothing is configured.
	 */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

	private final ByteCache cache;

	private final BoundedCalls calls;

	/**
	 * Create a store in any cache, which is left alone if it makes objects of what it
	 * keeps.
	 * @param cache the cache
	 * @param timeout the longest wait for it
	 */
	public SharedArtifactStore(Cache cache, Duration timeout) {
		this(cache, timeout, SettingNames.NEUTRAL);
	}

	/**
	 * Create a store that names settings.
	 * @param cache the cache
	 * @param timeout the longest wait for it
	 * @param names what messages call settings
	 */
	public SharedArtifactStore(Cache cache, Duration timeout, SettingNames names) {
		this(new CheckedByteCache(cache), timeout, names);
	}

	/**
	 * Create a store in a cache of bytes.
	 * @param cache the cache
	 * @param timeout the longest wait for it
	 * @param names what messages call settings
	 */
	public SharedArtifactStore(ByteCache cache, Duration timeout, SettingNames names) {
		Assert.notNull(names, "'names' must not be null");
		Assert.notNull(cache, "'cache' must not be null");
		Assert.notNull(timeout, "'timeout' must not be null");
		this.cache = cache;
		this.calls = new BoundedCalls(cache.getName(), timeout, names);
	}

	/**
	 * Find out whether the cache makes objects of what it keeps, which would run code of
	 * their classes before a signature is verified.
	 * @return what does that, as a clause, or {@code null} if nothing does, or if the
	 * cache does not answer
	 */
	public @Nullable String findProblem() {
		return this.calls.call(this.cache::findProblem);
	}

	@Override
	public byte @Nullable [] get(String id) {
		return this.calls.call(() -> this.cache.get(id));
	}

	@Override
	public void put(String id, byte[] bytes) {
		this.calls.call(() -> {
			this.cache.put(id, bytes);
			return null;
		});
	}

	@Override
	public void remove(String id) {
		this.calls.call(() -> {
			this.cache.remove(id);
			return null;
		});
	}

	@Override
	public String describe(String id) {
		return "'%s' in the cache '%s'".formatted(id, this.cache.getName());
	}

	@Override
	public void close() {
		this.calls.close();
	}

}
