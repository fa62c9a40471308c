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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.artifact.ArtifactStore;

/**
 * Store whose content tests see and change.
 */
class MemoryArtifactStore implements ArtifactStore {

	final Map<String, byte[]> content = new ConcurrentHashMap<>();

	@Override
	public byte @Nullable [] get(String id) {
		return this.content.get(id);
	}

	@Override
	public void put(String id, byte[] bytes) {
		this.content.put(id, bytes);
	}

	@Override
	public void remove(String id) {
		this.content.remove(id);
	}

	@Override
	public String describe(String id) {
		return "memory:" + id;
	}

}
