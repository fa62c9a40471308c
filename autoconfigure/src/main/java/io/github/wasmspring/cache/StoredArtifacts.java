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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.artifact.ArtifactKey;
import io.github.wasmspring.backend.artifact.SignedArtifacts;

/**
 * Reads and writes the modules of one backend in stores, the nearest of which comes
 * first. An artifact that is damaged is dropped.
 */
final class StoredArtifacts {

	private static final Log logger = LogFactory.getLog(StoredArtifacts.class);

	private final BackendArtifacts artifacts;

	private final List<SignedArtifacts> stores;

	private final WasmCacheStatistics statistics;

	StoredArtifacts(BackendArtifacts artifacts, List<SignedArtifacts> stores, WasmCacheStatistics statistics) {
		this.artifacts = artifacts;
		this.stores = stores;
		this.statistics = statistics;
	}

	/**
	 * Return the module of a key, or {@code null} if no store has it.
	 */
	@Nullable BackendModule read(ArtifactKey key, String name) {
		String owner = owner(key, name);
		for (int i = 0; i < this.stores.size(); i++) {
			SignedArtifacts store = this.stores.get(i);
			byte[] artifact = store.read(key, owner);
			BackendModule module = (artifact != null) ? open(key, name, store, artifact) : null;
			if (artifact != null && module != null) {
				this.stores.subList(0, i).forEach((nearer) -> nearer.write(key, owner, artifact));
				return module;
			}
		}
		this.statistics.artifactMissed();
		return null;
	}

	private @Nullable BackendModule open(ArtifactKey key, String name, SignedArtifacts store, byte[] artifact) {
		try {
			return this.artifacts.read(name, artifact);
		}
		catch (RuntimeException | LinkageError ex) {
			if (ex instanceof WasmLoadException failure && failure.getReason() == Reason.BACKEND_UNAVAILABLE) {
				throw failure;
			}
			store.drop(key, owner(key, name), "it cannot be read: " + ex);
			return null;
		}
	}

	/**
	 * Write a module to all stores.
	 */
	void write(ArtifactKey key, String name, BackendModule module) {
		String owner = owner(key, name);
		byte[] artifact;
		try {
			artifact = this.artifacts.write(module);
		}
		catch (RuntimeException ex) {
			logger.warn("%s: its compiled form cannot be kept".formatted(owner), ex);
			return;
		}
		this.stores.forEach((store) -> store.write(key, owner, artifact));
	}

	private static String owner(ArtifactKey key, String name) {
		return WasmErrorContext.of(name, key.backend()).toString();
	}

}
