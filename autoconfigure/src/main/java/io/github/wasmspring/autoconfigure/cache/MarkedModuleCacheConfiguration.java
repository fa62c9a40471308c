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

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.wasmspring.cache.CaffeineModules;
import io.github.wasmspring.cache.ModuleCache;

/**
 * Modules in a cache of the manager that the application has marked.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "wasm.cache.enabled", matchIfMissing = true)
@Conditional(OnMarkedCacheManagerCondition.class)
@ConditionalOnMissingBean(ModuleCache.class)
class MarkedModuleCacheConfiguration {

	@Bean
	ModuleCache wasmModuleCache(@WasmCacheManager CacheManager cacheManager) {
		return new ModuleCache(ArtifactsCacheLookup.require(cacheManager, CaffeineModules.CACHE_NAME));
	}

}
