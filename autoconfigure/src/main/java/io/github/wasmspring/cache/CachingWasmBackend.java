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
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.ArtifactKey;
import io.github.wasmspring.backend.artifact.ArtifactStore;
import io.github.wasmspring.backend.artifact.SignedArtifacts;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Compiles a module only if it is neither in memory nor in a store of artifacts.
 *
 * @since 0.1.0
 */
public final class CachingWasmBackend implements WasmBackend {

	private final WasmBackend backend;

	private final ModuleCache modules;

	private final @Nullable BackendArtifacts artifacts;

	private final @Nullable StoredArtifacts stored;

	private final String format;

	private final WasmCacheStatistics statistics;

	/**
	 * Decorate a backend.
	 * @param backend the backend
	 * @param modules keeps modules in memory
	 * @param stores keep artifacts, the nearest store first
	 * @param signer signs the artifacts
	 * @param statistics counts what happens
	 */
	public CachingWasmBackend(WasmBackend backend, ModuleCache modules, List<ArtifactStore> stores,
			ArtifactSigner signer, WasmCacheStatistics statistics) {
		Assert.notNull(backend, "'backend' must not be null");
		Assert.notNull(modules, "'modules' must not be null");
		Assert.notNull(stores, "'stores' must not be null");
		Assert.notNull(signer, "'signer' must not be null");
		Assert.notNull(statistics, "'statistics' must not be null");
		this.backend = backend;
		this.modules = modules;
		BackendArtifacts raw = backend.getArtifacts();
		this.artifacts = (raw != null) ? new LeasedArtifacts(backend.getId(), raw, modules, statistics) : null;
		this.stored = (raw != null && !stores.isEmpty()) ? new StoredArtifacts(raw,
				stores.stream().map((store) -> new SignedArtifacts(store, signer, statistics::artifactWasBad)).toList(),
				statistics) : null;
		this.format = (raw != null) ? raw.getFormat() : "";
		this.statistics = statistics;
	}

	@Override
	public String getId() {
		return this.backend.getId();
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		Assert.notNull(binary, "'binary' must not be null");
		long start = System.nanoTime();
		ArtifactKey key = ArtifactKey.of(binary.getContentDigest(), getId(), this.format);
		BackendModule module = this.modules.get(key, binary, (current) -> loadOnce(key, current));
		this.statistics.loaded(module.getSource(), System.nanoTime() - start);
		return module;
	}

	private LoadedModule loadOnce(ArtifactKey key, WasmBinary binary) {
		StoredArtifacts stored = this.stored;
		if (stored == null) {
			return loaded(this.backend.load(binary), LoadSource.COMPILED, binary);
		}
		BackendModule found = stored.read(key, binary.getName());
		if (found != null) {
			return loaded(found, LoadSource.ARTIFACT, binary);
		}
		BackendModule compiled = this.backend.load(binary);
		stored.write(key, binary.getName(), compiled);
		return loaded(compiled, LoadSource.COMPILED, binary);
	}

	private static LoadedModule loaded(BackendModule module, LoadSource source, WasmBinary binary) {
		return new LoadedModule(module, source, binary.getModule().size());
	}

	@Override
	public Set<WasmFeature> getFeatures() {
		return this.backend.getFeatures();
	}

	@Override
	public @Nullable String getVersion() {
		return this.backend.getVersion();
	}

	@Override
	public boolean requiresTrust() {
		return this.backend.requiresTrust();
	}

	@Override
	public @Nullable String getInterpreterId() {
		return this.backend.getInterpreterId();
	}

	@Override
	public long estimateHeap(WasmBinary binary) {
		return this.backend.estimateHeap(binary);
	}

	@Override
	public @Nullable BackendArtifacts getArtifacts() {
		return this.artifacts;
	}

	/**
	 * Artifacts of modules that this backend has loaded. What is read is kept in memory,
	 * too.
	 *
	 * @param backend id of the backend
	 * @param artifacts those of the decorated backend
	 * @param modules keeps modules in memory
	 * @param statistics counts what happens
	 */
	private record LeasedArtifacts(String backend, BackendArtifacts artifacts, ModuleCache modules,
			WasmCacheStatistics statistics) implements BackendArtifacts {

		@Override
		public String getFormat() {
			return this.artifacts.getFormat();
		}

		@Override
		public byte[] write(BackendModule module) {
			return this.artifacts.write((module instanceof LeasedModule leased) ? leased.unwrap() : module);
		}

		@Override
		public BackendModule read(String name, byte[] artifact) {
			long start = System.nanoTime();
			ArtifactKey key = ArtifactKey.of(WasmBinary.digest(artifact), this.backend, getFormat());
			BackendModule module = this.modules.get(key, name,
					() -> new LoadedModule(this.artifacts.read(name, artifact), LoadSource.ARTIFACT, artifact.length));
			this.statistics.loaded(module.getSource(), System.nanoTime() - start);
			return module;
		}

	}

}
