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

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Finds a cache by name among the application's cache managers, the primary one first.
 *
 * @param managers the cache managers
 */
record ArtifactsCacheLookup(ObjectProvider<CacheManager> managers) {

	Cache find(String name) {
		CacheManager primary = this.managers.getIfUnique();
		if (primary != null) {
			return require(primary, name);
		}
		List<CacheManager> all = this.managers.orderedStream().toList();
		if (all.isEmpty()) {
			throw WasmCacheProperties.failure(
					"'wasm.cache.artifacts-cache' is '%s', but there is no CacheManager".formatted(name),
					"Annotate a configuration with @EnableCaching and add the starter of a cache, for example 'spring-boot-starter-data-redis'.");
		}
		return all.stream()
			.filter((manager) -> manager.getCacheNames().contains(name))
			.findFirst()
			.map((manager) -> require(manager, name))
			.orElseThrow(() -> WasmCacheProperties.failure(
					"'wasm.cache.artifacts-cache' is '%s', but none of the %d CacheManager beans has such a cache"
						.formatted(name, all.size()),
					"Make one of them @Primary, or let one have a cache of that name from the start."));
	}

	static Cache require(CacheManager manager, String name) {
		Cache cache = manager.getCache(name);
		if (cache == null) {
			throw WasmCacheProperties.failure(
					"the CacheManager has no cache '%s', but only %s".formatted(name, manager.getCacheNames()),
					"Add '%s' to its caches, for example by 'spring.cache.cache-names'.".formatted(name));
		}
		return cache;
	}

}
