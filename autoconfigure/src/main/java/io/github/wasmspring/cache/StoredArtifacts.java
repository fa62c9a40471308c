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

import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;

/**
 * Reads and writes the modules of one backend in stores, the nearest of which comes
 * first. An artifact that cannot be trusted or read is dropped.
 */
final class StoredArtifacts {

	private static final Log logger = LogFactory.getLog(StoredArtifacts.class);

	private final BackendArtifacts artifacts;

	private final List<ArtifactStore> stores;

	private final SignedArtifact envelope;

	private final WasmCacheStatistics statistics;

	StoredArtifacts(BackendArtifacts artifacts, List<ArtifactStore> stores, ArtifactSigner signer,
			WasmCacheStatistics statistics) {
		this.artifacts = artifacts;
		this.stores = stores;
		this.envelope = new SignedArtifact(signer);
		this.statistics = statistics;
	}

	/**
	 * Return the module of a key, or {@code null} if no store has it.
	 */
	@Nullable BackendModule read(ArtifactKey key, String name) {
		String id = key.id();
		for (int i = 0; i < this.stores.size(); i++) {
			ArtifactStore store = this.stores.get(i);
			byte[] sealed = store.get(id);
			BackendModule module = (sealed != null) ? open(key, name, store, sealed) : null;
			if (sealed != null && module != null) {
				this.stores.subList(0, i).forEach((nearer) -> nearer.put(id, sealed));
				return module;
			}
		}
		this.statistics.artifactMissed();
		return null;
	}

	private @Nullable BackendModule open(ArtifactKey key, String name, ArtifactStore store, byte[] sealed) {
		try {
			return this.artifacts.read(name, this.envelope.open(key, sealed));
		}
		catch (BadArtifactException ex) {
			drop(key, name, store, ex.getMessage());
		}
		catch (RuntimeException | LinkageError ex) {
			drop(key, name, store, "it cannot be read: " + ex);
		}
		return null;
	}

	private void drop(ArtifactKey key, String name, ArtifactStore store, @Nullable String reason) {
		this.statistics.artifactWasBad();
		logger.warn("Module '%s', backend '%s': dropped the compiled form %s, because %s. The module is compiled again"
			.formatted(name, key.backend(), store.describe(key.id()), reason));
		store.remove(key.id());
	}

	/**
	 * Write a module to all stores.
	 */
	void write(ArtifactKey key, String name, BackendModule module) {
		byte[] sealed;
		try {
			sealed = this.envelope.seal(key, this.artifacts.write(module));
		}
		catch (RuntimeException ex) {
			logger.warn("Module '%s', backend '%s': its compiled form cannot be kept".formatted(name, key.backend()),
					ex);
			return;
		}
		this.stores.forEach((store) -> store.put(key.id(), sealed));
	}

}
