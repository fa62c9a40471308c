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

package io.github.wasmspring.backend.wasmtime;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.kawamuray.wasmtime.Config;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.artifact.ArtifactKey;
import io.github.wasmspring.backend.artifact.SignedArtifacts;

/**
 * Keeps what wasmtime compiled among the artifacts of the application. Wasmtime runs
 * whatever it finds in its own cache, and a flipped bit there can end the virtual
 * machine. So its cache is an empty stage in a new directory that only this process
 * knows: before a module is compiled, its artifact is read, verified in memory and put on
 * the stage, and what wasmtime writes there is signed, kept as an artifact and gone from
 * the stage when the call returns. Wasmtime writes the file before it returns the module,
 * and modules are compiled one after the other, so the new file belongs to the module.
 * <p>
 * Nothing that goes wrong here keeps a module from being compiled.
 */
final class WasmtimeCache implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(WasmtimeCache.class);

	private static final String OWNER = "Backend 'wasmtime'";

	private static final String FORMAT = "wasmtime-java %s, %s, cache file 1".formatted(WasmtimePlatform.VERSION,
			WasmtimePlatform.current());

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicInteger compilations = new AtomicInteger();

	private final AtomicInteger started = new AtomicInteger();

	private final @Nullable SignedArtifacts artifacts;

	private @Nullable CacheStage stage;

	private boolean warned;

	/**
	 * Create a cache. Compile without one if that is not possible.
	 * @param artifacts the artifacts, or {@code null} for no cache
	 */
	WasmtimeCache(@Nullable SignedArtifacts artifacts) {
		this.artifacts = artifacts;
		if (artifacts != null) {
			try {
				this.stage = new CacheStage();
			}
			catch (IOException | RuntimeException ex) {
				giveUp(ex);
			}
		}
	}

	static ArtifactKey key(String digest) {
		return ArtifactKey.of(digest, WasmtimeBackend.ID, FORMAT);
	}

	/**
	 * Let an engine use the cache.
	 * @param config the configuration of the engine
	 * @return the same configuration
	 */
	Config configure(Config config) {
		CacheStage stage = this.stage;
		if (stage != null) {
			try {
				config.cacheConfigLoad(stage.getConfiguration());
			}
			catch (RuntimeException ex) {
				giveUp(ex);
			}
		}
		return config;
	}

	/**
	 * Compile a module, or let the engine find it compiled.
	 * @param digest the digest of the very bytes that are compiled
	 * @param compiler compiles with an engine that was {@linkplain #configure configured}
	 * @param <T> the type of the module
	 * @return what the compiler returns
	 */
	<T> T compile(String digest, Supplier<T> compiler) {
		SignedArtifacts artifacts = this.artifacts;
		CacheStage stage = this.stage;
		if (artifacts == null || stage == null) {
			return compiler.get();
		}
		this.compilations.incrementAndGet();
		int before = this.started.incrementAndGet();
		try {
			return (this.lock.tryLock()) ? compileAlone(artifacts, stage, key(digest), compiler, before)
					: compiler.get();
		}
		finally {
			this.compilations.decrementAndGet();
		}
	}

	/**
	 * Compile with the stage. Others do not wait, since nothing can stop a compiler; what
	 * is on the stage is not kept if another one was at work meanwhile.
	 */
	private <T> T compileAlone(SignedArtifacts artifacts, CacheStage stage, ArtifactKey key, Supplier<T> compiler,
			int before) {
		try {
			boolean alone = this.compilations.get() == 1;
			CachedFile known = prepare(artifacts, stage, key);
			T module = compiler.get();
			if (alone && this.started.get() == before) {
				keep(artifacts, stage, key, known);
			}
			return module;
		}
		finally {
			stage.clear();
			this.lock.unlock();
		}
	}

	private @Nullable CachedFile prepare(SignedArtifacts artifacts, CacheStage stage, ArtifactKey key) {
		stage.clear();
		byte[] artifact = artifacts.read(key, OWNER);
		try {
			if (artifact == null) {
				return null;
			}
			CachedFile file = CachedFile.of(artifact);
			stage.put(file);
			return file;
		}
		catch (IOException ex) {
			warn(ex);
			return null;
		}
	}

	private void keep(SignedArtifacts artifacts, CacheStage stage, ArtifactKey key, @Nullable CachedFile known) {
		try {
			CachedFile file = stage.take(known);
			if (file != null) {
				artifacts.write(key, OWNER, file.toBytes());
			}
		}
		catch (IOException ex) {
			warn(ex);
		}
	}

	private void giveUp(Exception ex) {
		close();
		this.stage = null;
		warn(ex);
	}

	private void warn(Exception ex) {
		if (!this.warned) {
			this.warned = true;
			logger.warn(
					"Backend 'wasmtime' compiles modules at each start, because its cache cannot be used: %s. See that there is space in the directory for temporary files, %s"
						.formatted(ex, System.getProperty("java.io.tmpdir")));
		}
		logger.debug("The cache failed", ex);
	}

	@Override
	public void close() {
		if (this.stage != null) {
			this.stage.close();
		}
	}

}
