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
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.backend.HeapReserve;
import io.github.wasmspring.backend.artifact.ArtifactKey;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Keeps compiled modules in memory, and lets one thread only load each of them. What is
 * in use is always there; what nobody uses is kept as long as it takes no more than some
 * memory, and is dropped when there is not enough heap for something else.
 *
 * @since 0.1.0
 */
public final class ModuleCache implements AutoCloseable {

	/**
	 * Part of the heap that modules which nobody uses may take, where nothing is
	 * configured.
	 */
	private static final int DEFAULT_PART = 20;

	private final KeptModules modules;

	private final ConcurrentMap<ArtifactKey, PendingLoad> loads = new ConcurrentHashMap<>();

	/**
	 * Create a cache.
	 * @param maxMemory how many bytes modules may take that nobody uses; 0 to keep none
	 * @param statistics counts what is dropped
	 */
	public ModuleCache(long maxMemory, WasmCacheStatistics statistics) {
		Assert.isTrue(maxMemory >= 0, "'maxMemory' must not be negative");
		Assert.notNull(statistics, "'statistics' must not be null");
		this.modules = new KeptModules(maxMemory, statistics);
		HeapReserve.ofProcess().register(this.modules);
	}

	/**
	 * Return how many bytes modules may take that nobody uses, where nothing is
	 * configured: a twentieth of the heap.
	 * @return the number of bytes
	 */
	public static long defaultMaxMemory() {
		return Runtime.getRuntime().maxMemory() / DEFAULT_PART;
	}

	/**
	 * Drop all modules that nobody uses.
	 */
	public void clear() {
		this.modules.reclaim(Long.MAX_VALUE);
	}

	/**
	 * Drop all modules that nobody uses, and the others as soon as nobody does.
	 */
	@Override
	public void close() {
		HeapReserve.ofProcess().unregister(this.modules);
		this.modules.close();
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
			LeasedModule module = this.modules.lease(key, name);
			if (module != null) {
				return module;
			}
			PendingLoad own = new PendingLoad();
			PendingLoad other = this.loads.putIfAbsent(key, own);
			if (other == null) {
				WasmBinary current = asked;
				return load(key, name, () -> loader.apply(current), own);
			}
			asked = asked.withCompileTimeRunning();
			SharedModule shared = other.await(asked, key.backend());
			module = (shared != null) ? this.modules.lease(shared, name) : null;
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
		LeasedModule module = this.modules.lease(key, name);
		return (module != null) ? module : load(key, name, loader, new PendingLoad());
	}

	private LeasedModule load(ArtifactKey key, String name, Supplier<LoadedModule> loader, PendingLoad load) {
		try {
			LeasedModule module = this.modules.lease(key, name);
			if (module == null) {
				module = this.modules.add(key, load(loader), name);
			}
			load.succeed(module.shared());
			return module;
		}
		catch (RuntimeException | Error ex) {
			load.fail(ex);
			throw ex;
		}
		finally {
			this.loads.remove(key, load);
		}
	}

	/**
	 * Load a module, if need be in the place of those that nobody uses.
	 */
	private LoadedModule load(Supplier<LoadedModule> loader) {
		try {
			return loader.get();
		}
		catch (RuntimeException | Error ex) {
			if (!lacksMemory(ex) || this.modules.reclaim(Long.MAX_VALUE) == 0) {
				throw ex;
			}
		}
		return loader.get();
	}

	private static boolean lacksMemory(@Nullable Throwable failure) {
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			if (ex instanceof OutOfMemoryError) {
				return true;
			}
		}
		return false;
	}

}
