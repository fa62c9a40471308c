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

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.CacheManager;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.cache.CaffeineModules;
import io.github.wasmspring.cache.ModuleCache;
import io.github.wasmspring.cache.WasmCacheStatistics;

/**
 * Chooses what keeps compiled modules in memory: the manager that the application has
 * marked, else Caffeine, else nothing but their use. Conditions on configurations would
 * choose the same, but at each start, also of an application without modules.
 *
 * @param properties whether and how many modules are kept
 * @param marked the manager that is marked, if there is one
 * @param classLoader where to look for Caffeine
 */
record ModuleCacheChoice(WasmCacheProperties properties, ObjectProvider<CacheManager> marked,
		@Nullable ClassLoader classLoader) {

	private static final String[] CAFFEINE = { "com.github.benmanes.caffeine.cache.Caffeine",
			"org.springframework.cache.caffeine.CaffeineCache" };

	ModuleCache create(WasmCacheStatistics statistics) {
		if (!this.properties.isEnabled()) {
			return new ModuleCache(null);
		}
		int maxEntries = this.properties.getMaxEntries();
		if (maxEntries < 0) {
			throw WasmCacheProperties.failure("'wasm.cache.max-entries' is %d".formatted(maxEntries),
					"Set it to the number of modules that are kept, or 'wasm.cache.enabled' to 'false' to keep none.");
		}
		CacheManager manager = this.marked.getIfAvailable();
		if (manager != null) {
			return new ModuleCache(ArtifactsCacheLookup.require(manager, CaffeineModules.CACHE_NAME));
		}
		return (hasCaffeine()) ? ModuleCache.lazy(() -> CaffeineModules.create(maxEntries, statistics))
				: new ModuleCache(null);
	}

	private boolean hasCaffeine() {
		for (String type : CAFFEINE) {
			if (!ClassUtils.isPresent(type, this.classLoader)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Lets a native image find the types as well.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			for (String type : CAFFEINE) {
				hints.reflection().registerTypeIfPresent(classLoader, type);
			}
		}

	}

}
