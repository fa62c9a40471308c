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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

import io.github.wasmspring.cache.ByteCacheProvider;
import io.github.wasmspring.cache.SharedArtifactStore;

/**
 * Artifacts in a cache of the application, which machines share.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
@Import({ RedisArtifactsConfiguration.class, HazelcastArtifactsConfiguration.class })
class SharedArtifactsConfiguration {

	@Bean
	@Order(1)
	SharedArtifactStore sharedWasmArtifactStore(WasmCacheProperties properties, ObjectProvider<CacheManager> managers,
			ObjectProvider<ByteCacheProvider> providers) {
		return new SharedArtifactsChoice(properties, managers, providers).create();
	}

}
