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
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.WasmBackendDecorator;
import io.github.wasmspring.backend.artifact.ArtifactStore;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;
import io.github.wasmspring.backend.artifact.PrivateDirectory;
import io.github.wasmspring.backend.artifact.TolerantArtifactStore;
import io.github.wasmspring.cache.CachingWasmBackend;
import io.github.wasmspring.cache.ModuleCache;
import io.github.wasmspring.cache.WasmCacheStatistics;

/**
 * {@link AutoConfiguration Auto-configuration} for the caches of compiled modules.
 *
 * @since 0.1.0
 */
@Lazy
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "wasm.enabled", matchIfMissing = true)
@EnableConfigurationProperties
@Import(CacheSettingsSelector.class)
public final class WasmCacheAutoConfiguration {

	/**
	 * Name of the bean that signs artifacts where the application has none.
	 */
	static final String SIGNER_BEAN_NAME = "wasmArtifactSigner";

	@Bean
	WasmCacheProperties wasmCacheProperties() {
		return new WasmCacheProperties();
	}

	@Bean
	@ConditionalOnMissingBean
	WasmCacheStatistics wasmCacheStatistics() {
		return new WasmCacheStatistics();
	}

	@Bean
	@ConditionalOnMissingBean
	ModuleCache wasmModuleCache(WasmCacheProperties properties, WasmCacheStatistics statistics) {
		return new ModuleCache(properties.maxUnusedMemory(), statistics);
	}

	@Bean(SIGNER_BEAN_NAME)
	@ConditionalOnMissingBean(ArtifactSigner.class)
	HmacArtifactSigner wasmArtifactSigner(WasmCacheProperties properties, ObjectProvider<PrivateDirectory> directory) {
		if (properties.needsSecret()) {
			return HmacArtifactSigner.ofSecret(properties.requireSecret());
		}
		PrivateDirectory keys = directory.getIfAvailable();
		return (keys != null) ? HmacArtifactSigner.ofDirectory(keys) : HmacArtifactSigner.random();
	}

	@Bean
	@Order
	WasmBackendDecorator cachingWasmBackendDecorator(ModuleCache modules, ObjectProvider<ArtifactStore> stores,
			ArtifactSigner signer, WasmCacheStatistics statistics) {
		List<ArtifactStore> tolerant = stores.orderedStream().map(TolerantArtifactStore::of).toList();
		return (backend) -> new CachingWasmBackend(backend, modules, tolerant, signer, statistics);
	}

}
