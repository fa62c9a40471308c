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

package io.github.wasmspring.autoconfigure.cache;

import java.time.Duration;
import java.util.Objects;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

import io.github.wasmspring.autoconfigure.PropertySettingNames;
import io.github.wasmspring.cache.ByteCacheProvider;
import io.github.wasmspring.cache.SharedArtifactStore;

/**
 * Chooses how artifacts are kept in the cache that the settings name: as bytes where that
 * cache is known, else through the cache itself, unless that makes objects.
 *
 * @param properties name the cache
 * @param managers the cache managers of the application
 * @param providers know caches
 */
record SharedArtifactsChoice(WasmCacheProperties properties, ObjectProvider<CacheManager> managers,
		ObjectProvider<ByteCacheProvider> providers) {

	SharedArtifactStore create() {
		String name = WasmCacheProperties.required(this.properties.getArtifactsCache(), "artifacts-cache");
		Cache cache = new ArtifactsCacheLookup(this.managers).find(name);
		Duration timeout = this.properties.getArtifactsTimeout();
		SharedArtifactStore store = this.providers.orderedStream()
			.map((provider) -> provider.find(cache))
			.filter(Objects::nonNull)
			.findFirst()
			.map((bytes) -> new SharedArtifactStore(bytes, timeout, PropertySettingNames.INSTANCE))
			.orElseGet(() -> new SharedArtifactStore(cache, timeout, PropertySettingNames.INSTANCE));
		String problem = store.findProblem();
		if (problem != null) {
			store.close();
			throw WasmCacheProperties.failure(
					"'wasm.cache.artifacts-cache' is '%s', but that cache (%s) is not safe for compiled modules: %s"
						.formatted(name, cache.getClass().getName(), problem),
					"Let the cache '%s' keep byte[] as they are, without a serializer of objects: take one of Spring Data Redis, or of a member of Hazelcast; for a client of Hazelcast, configure a 'java-serialization-filter'. For any other server, make an ArtifactStore bean that reads and writes bytes, and remove 'wasm.cache.artifacts-cache'."
						.formatted(name));
		}
		return store;
	}

}
