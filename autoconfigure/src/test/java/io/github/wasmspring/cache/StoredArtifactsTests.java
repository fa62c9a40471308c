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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.ArtifactKey;
import io.github.wasmspring.backend.artifact.ArtifactStore;
import io.github.wasmspring.backend.artifact.FailingSigner;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;
import io.github.wasmspring.backend.artifact.SignedArtifacts;
import io.github.wasmspring.backend.artifact.TolerantArtifactStore;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StoredArtifacts} through {@link CachingWasmBackend}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoredArtifactsTests {

	private final MemoryArtifactStore near = new MemoryArtifactStore();

	private final MemoryArtifactStore far = new MemoryArtifactStore();

	private final ArtifactSigner signer = HmacArtifactSigner.random();

	private final WasmCacheStatistics statistics = new WasmCacheStatistics();

	private final CountingBackend engine = new CountingBackend();

	/**
	 * Return what a new virtual machine would have.
	 */
	private WasmBackend restarted(ArtifactSigner signer) {
		return restarted(this.engine, signer);
	}

	private WasmBackend restarted(CountingBackend engine, ArtifactSigner signer) {
		return new CachingWasmBackend(engine, new ModuleCache(0, this.statistics), List.of(this.near, this.far), signer,
				this.statistics);
	}

	private static WasmBinary numbers() {
		return WasmBinary.of("numbers", Guests.bytes("numbers"));
	}

	@Test
	void moduleShouldBeCompiledOnceForAllRestarts() {
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.COMPILED);
		BackendModule second = restarted(this.signer).load(numbers());
		assertThat(second.getSource()).isEqualTo(LoadSource.ARTIFACT);
		assertThat(second.getExports()).isNotEmpty();
		assertThat(this.engine.compiled).hasValue(1);
		assertThat(this.statistics.getArtifactMisses()).isOne();
		assertThat(this.statistics.getLoads(LoadSource.ARTIFACT)).isOne();
		assertThat(this.near.content.keySet()).isEqualTo(this.far.content.keySet());
	}

	@Test
	void artifactOfTheFarStoreShouldBeKeptInTheNearOne() {
		restarted(this.signer).load(numbers());
		Map<String, byte[]> written = Map.copyOf(this.near.content);
		this.near.content.clear();
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.ARTIFACT);
		assertThat(this.near.content).usingRecursiveComparison().isEqualTo(written);
	}

	@Test
	void badArtifactShouldBeDroppedAndComeFromTheNextStore(CapturedOutput output) {
		restarted(this.signer).load(numbers());
		String id = this.near.content.keySet().iterator().next();
		this.near.content.computeIfPresent(id, (key, bytes) -> bytes.clone())[20] ^= 1;
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.ARTIFACT);
		assertThat(this.statistics.getBadArtifacts()).isOne();
		assertThat(output).containsOnlyOnce("dropped the compiled form memory:" + id);
	}

	@Test
	void artifactThatCannotBeReadHereShouldStayForOthers() {
		restarted(this.signer).load(numbers());
		Map<String, byte[]> written = Map.copyOf(this.near.content);
		CountingBackend unable = new CountingBackend() {

			@Override
			public BackendModule read(String name, byte[] artifact) {
				throw new WasmLoadException(Reason.BACKEND_UNAVAILABLE, WasmErrorContext.of(name, getId()), "not here",
						null, null);
			}

		};
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> restarted(unable, this.signer).load(numbers()))
			.withMessage("Module 'numbers', backend 'counting': not here");
		assertThat(this.near.content).usingRecursiveComparison().isEqualTo(written);
	}

	@Test
	void artifactOfAnotherSignerShouldBeDroppedAndWrittenAgain(CapturedOutput output) {
		restarted(HmacArtifactSigner.random()).load(numbers());
		this.far.content.clear();
		byte[] foreign = this.near.content.values().iterator().next();
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.COMPILED);
		assertThat(this.near.content.values()).hasSize(1).doesNotContain(foreign);
		assertThat(output).containsOnlyOnce("Module 'numbers', backend 'counting': dropped the compiled form");
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.ARTIFACT);
	}

	@Test
	void swappedArtifactsShouldBeDropped() {
		WasmBinary traps = WasmBinary.of("traps", Guests.bytes("traps"));
		restarted(this.signer).load(numbers());
		String id = this.near.content.keySet().iterator().next();
		byte[] ofNumbers = this.near.content.get(id);
		restarted(this.signer).load(traps);
		this.near.content.replaceAll((key, bytes) -> ofNumbers);
		this.far.content.clear();
		assertThat(restarted(this.signer).load(traps).getSource()).isEqualTo(LoadSource.COMPILED);
		assertThat(this.statistics.getBadArtifacts()).isOne();
	}

	@Test
	void artifactOfAnotherFormatShouldNotBeRead() {
		restarted(new CountingBackend("counting 2"), this.signer).load(numbers());
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.COMPILED);
		assertThat(this.near.content).hasSize(2);
		assertThat(this.statistics.getBadArtifacts()).isZero();
	}

	@Test
	void artifactThatTheBackendCannotReadShouldBeDropped(CapturedOutput output) {
		restarted(this.signer).load(numbers());
		String id = this.near.content.keySet().iterator().next();
		this.far.content.clear();
		new SignedArtifacts(this.near, this.signer)
			.write(ArtifactKey.of(numbers().getContentDigest(), "counting", "counting 1"), "test", new byte[0]);
		assertThat(this.near.content).containsOnlyKeys(id);
		assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.COMPILED);
		assertThat(output).containsOnlyOnce("cannot be read");
	}

	@Test
	void everyChangeOfAByteShouldLeadToCompiling() {
		restarted(this.signer).load(numbers());
		this.far.content.clear();
		String id = this.near.content.keySet().iterator().next();
		byte[] good = this.near.content.get(id);
		for (int i = 0; i < good.length; i++) {
			byte[] changed = good.clone();
			changed[i] ^= (byte) (1 << (i % 8));
			this.near.content.put(id, changed);
			this.far.content.clear();
			assertThat(restarted(this.signer).load(numbers()).getSource()).isEqualTo(LoadSource.COMPILED);
			assertThat(this.near.content.get(id)).isEqualTo(good);
		}
		assertThat(this.statistics.getBadArtifacts()).isEqualTo(good.length);
		assertThat(this.engine.read).hasValue(0);
	}

	@Test
	void storeThatFailsShouldNotFailTheLoad(CapturedOutput output) {
		ArtifactStore broken = TolerantArtifactStore.of(new BrokenStore());
		for (int i = 0; i < 3; i++) {
			WasmBackend backend = new CachingWasmBackend(this.engine, new ModuleCache(0, this.statistics),
					List.of(broken, this.far), this.signer, this.statistics);
			assertThat(backend.load(numbers()).getExports()).isNotEmpty();
		}
		assertThat(this.engine.compiled).hasValue(1);
		assertThat(output).containsOnlyOnce("failed in 'get': java.lang.UnsupportedOperationException")
			.containsOnlyOnce("failed in 'put': java.lang.IllegalStateException")
			.contains("WARN", BrokenStore.class.getName(), "Modules are compiled instead", "ArtifactStore bean");
		assertThat(broken.describe("id")).contains("id", BrokenStore.class.getName());
	}

	@Test
	void signerThatFailsShouldNotFailTheLoad(CapturedOutput output) {
		restarted(this.signer).load(numbers());
		assertThat(restarted(new FailingSigner()).load(numbers()).getSource()).isEqualTo(LoadSource.COMPILED);
		assertThat(output).contains("cannot be verified", "cannot be signed");
	}

	@Test
	void serializedModuleShouldBeKeptInMemoryAndCounted() {
		WasmBackend backend = new CachingWasmBackend(this.engine,
				new ModuleCache(ModuleCache.defaultMaxMemory(), this.statistics), List.of(), this.signer,
				this.statistics);
		assertThat(backend.getArtifacts()).isNotNull().satisfies((artifacts) -> {
			byte[] artifact = numbers().getModule().bytes();
			BackendModule first = artifacts.read("first", artifact);
			BackendModule second = artifacts.read("second", artifact.clone());
			assertThat(first.getSource()).isEqualTo(LoadSource.ARTIFACT);
			assertThat(second.getSource()).isEqualTo(LoadSource.MEMORY);
			assertThat(artifacts.read("traps", Guests.bytes("traps")).getSource()).isEqualTo(LoadSource.ARTIFACT);
			assertThat(this.engine.read).hasValue(2);
			assertThat(this.statistics.getLoads(LoadSource.ARTIFACT)).isEqualTo(2);
			assertThat(this.statistics.getHits()).isOne();
			first.close();
			assertThat(second.getExports()).isNotEmpty();
			assertThat(artifacts.write(second)).isEqualTo(artifact);
			second.close();
			assertThat(this.engine.closed).hasValue(0);
		});
	}

	@Test
	void getArtifactsShouldWriteAndReadLoadedModules() {
		WasmBackend backend = restarted(this.signer);
		BackendModule module = backend.load(numbers());
		assertThat(backend.getArtifacts()).isNotNull().satisfies((artifacts) -> {
			byte[] artifact = artifacts.write(module);
			assertThat(artifact).isEqualTo(numbers().getModule().bytes());
			module.close();
			assertThat(this.engine.closed).hasValue(1);
			BackendModule read = artifacts.read("numbers", artifact);
			assertThat(read.getSource()).isEqualTo(LoadSource.ARTIFACT);
			read.close();
			assertThat(this.engine.closed).hasValue(2);
		});
	}

	private static final class BrokenStore implements ArtifactStore {

		@Override
		public byte[] get(String id) {
			throw new UnsupportedOperationException("get");
		}

		@Override
		public void put(String id, byte[] bytes) {
			throw new IllegalStateException("put");
		}

		@Override
		public void remove(String id) {
			throw new IllegalStateException("remove");
		}

		@Override
		public String describe(String id) {
			throw new IllegalStateException("describe");
		}

	}

}
