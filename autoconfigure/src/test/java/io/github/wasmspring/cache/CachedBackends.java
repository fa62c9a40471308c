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

import java.util.List;

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;

/**
 * Backends with caches, as an application has them.
 */
public final class CachedBackends {

	private CachedBackends() {
	}

	public static WasmBackend inMemory(WasmBackend backend) {
		WasmCacheStatistics statistics = new WasmCacheStatistics();
		return new CachingWasmBackend(backend, new ModuleCache(ModuleCache.defaultMaxMemory(), statistics), List.of(),
				HmacArtifactSigner.random(), statistics);
	}

}
