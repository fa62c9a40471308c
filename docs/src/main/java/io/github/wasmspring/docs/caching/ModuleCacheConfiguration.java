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

package io.github.wasmspring.docs.caching;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.autoconfigure.cache.WasmCacheManager;

// tag::configuration[]
@Configuration(proxyBeanMethods = false)
class ModuleCacheConfiguration {

	@WasmCacheManager
	@Bean(defaultCandidate = false)
	CacheManager moduleCacheManager() {
		CaffeineCacheManager cacheManager = new CaffeineCacheManager("wasm-modules");
		cacheManager.setCaffeine(Caffeine.newBuilder().maximumSize(20).expireAfterAccess(Duration.ofHours(1)));
		return cacheManager;
	}

}
// end::configuration[]
