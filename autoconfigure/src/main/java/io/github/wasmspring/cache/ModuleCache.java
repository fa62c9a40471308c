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

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.util.Assert;

import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.artifact.ArtifactKey;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Keeps compiled modules in a Spring cache that holds objects, and lets one thread only
 * load each of them.
 *
 * @since 0.1.0
 */
public final class ModuleCache implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ModuleCache.class);

	private final @Nullable Supplier<? extends Cache> source;

	private volatile @Nullable Cache cache;

	private final ConcurrentMap<ArtifactKey, Compilation> compilations = new ConcurrentHashMap<>();

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create a cache.
	 * @param cache what keeps the modules, or {@code null} if they are kept as long as
	 * they are used
	 */
	public ModuleCache(@Nullable Cache cache) {
		this(cache, null);
	}

	private ModuleCache(@Nullable Cache cache, @Nullable Supplier<? extends Cache> source) {
		this.cache = cache;
		this.source = source;
	}

	/**
	 * Create a cache whose store is made when the first module is looked for: an
	 * application without modules needs none.
	 * @param source creates what keeps the modules
	 * @return a new cache
	 */
	public static ModuleCache lazy(Supplier<? extends Cache> source) {
		Assert.notNull(source, "'source' must not be null");
		return new ModuleCache(null, source);
	}

	/**
	 * Return what keeps the modules.
	 * @return the cache, or {@code null} if there is none
	 */
	public @Nullable Cache getCache() {
		Cache cache = this.cache;
		return (cache != null || this.source == null) ? cache : create(this.source);
	}

	private synchronized Cache create(Supplier<? extends Cache> source) {
		Cache cache = this.cache;
		if (cache == null) {
			cache = source.get();
			this.cache = cache;
		}
		return cache;
	}

	/**
	 * Forget all modules. Those that are in use work on.
	 */
	public void clear() {
		Cache cache = this.cache;
		if (cache != null) {
			cache.clear();
		}
	}

	/**
	 * Forget all modules if the store was made by this cache. One that was handed over
	 * stays as it is.
	 */
	@Override
	public void close() {
		if (this.source != null) {
			clear();
		}
	}

	/**
	 * Return a module from memory, or load it.
	 * @param key key of the module
	 * @param binary the module that is asked for; if another thread has to be waited for,
	 * its time to compile runs from then on
	 * @param loader loads the module
	 */
	LeasedModule get(ArtifactKey key, WasmBinary binary, Function<WasmBinary, LoadedModule> loader) {
		String name = binary.getName();
		WasmBinary asked = binary;
		while (true) {
			LeasedModule module = find(key, name);
			if (module != null) {
				return module;
			}
			Compilation own = new Compilation();
			Compilation other = this.compilations.putIfAbsent(key, own);
			if (other == null) {
				WasmBinary current = asked;
				return load(key, name, () -> loader.apply(current), own);
			}
			asked = asked.withCompileTimeRunning();
			SharedModule shared = other.await(asked, key.backend());
			module = (shared != null) ? shared.lease(name, LoadSource.MEMORY) : null;
			if (module != null) {
				return module;
			}
		}
	}

	/**
	 * Return a module from memory, or load it without waiting for others.
	 * @param key key of the module
	 * @param name name of the module that is asked for
	 * @param loader loads the module
	 */
	LeasedModule get(ArtifactKey key, String name, Supplier<LoadedModule> loader) {
		LeasedModule module = find(key, name);
		return (module != null) ? module : load(key, name, loader, new Compilation());
	}

	private LeasedModule load(ArtifactKey key, String name, Supplier<LoadedModule> loader, Compilation compilation) {
		try {
			LeasedModule module = find(key, name);
			if (module == null) {
				LoadedModule loaded = loader.get();
				SharedModule shared = new SharedModule(loaded.module());
				module = shared.leaseFirst(name, loaded.source());
				keep(key, shared);
			}
			compilation.succeed(module.shared());
			return module;
		}
		catch (RuntimeException | Error ex) {
			compilation.fail(ex);
			throw ex;
		}
		finally {
			this.compilations.remove(key, compilation);
		}
	}

	private @Nullable LeasedModule find(ArtifactKey key, String name) {
		Object value = read(key);
		return (value instanceof SharedModule shared) ? shared.lease(name, LoadSource.MEMORY) : null;
	}

	private @Nullable Object read(ArtifactKey key) {
		try {
			Cache cache = getCache();
			Cache.ValueWrapper value = (cache != null) ? cache.get(key) : null;
			return (value != null) ? value.get() : null;
		}
		catch (RuntimeException ex) {
			warn(ex);
			return null;
		}
	}

	private void keep(ArtifactKey key, SharedModule shared) {
		try {
			Cache cache = getCache();
			if (cache == null) {
				shared.release();
				return;
			}
			cache.put(key, shared);
		}
		catch (RuntimeException ex) {
			warn(ex);
			shared.release();
		}
	}

	private void warn(RuntimeException failure) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("The cache of compiled modules failed. It must keep objects in memory, as Caffeine does",
					failure);
		}
	}

}
