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

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.MemoryReclaimer;
import io.github.wasmspring.backend.artifact.ArtifactKey;

/**
 * The modules in memory: all that are used, and of the others those that were used last,
 * as long as they take no more than some memory and nobody else needs it.
 */
final class KeptModules implements MemoryReclaimer {

	private final long maxMemory;

	private final WasmCacheStatistics statistics;

	/**
	 * All modules. A lost one does not stay because it is in here.
	 */
	private final ConcurrentMap<ArtifactKey, WeakReference<SharedModule>> modules = new ConcurrentHashMap<>();

	/**
	 * Those that nobody uses, in the order in which that happened. Guarded by itself, and
	 * so are the numbers of users and the sum.
	 */
	private final Map<ArtifactKey, SharedModule> unused = new LinkedHashMap<>();

	private long unusedMemory;

	private boolean closed;

	/**
	 * Create an empty store.
	 * @param maxMemory how many bytes those may take that nobody uses
	 * @param statistics counts those that go although they could be kept
	 */
	KeptModules(long maxMemory, WasmCacheStatistics statistics) {
		this.maxMemory = maxMemory;
		this.statistics = statistics;
	}

	/**
	 * Add a module, which has its first user then.
	 */
	LeasedModule add(ArtifactKey key, LoadedModule loaded, String name) {
		SharedModule shared = new SharedModule(this, key, loaded.module(), loaded.memory());
		shared.addUsers(1);
		this.modules.put(key, shared.reference());
		return new LeasedModule(shared, name, loaded.source());
	}

	/**
	 * Return a module for one more user, or {@code null} if it is not there.
	 */
	@Nullable LeasedModule lease(ArtifactKey key, String name) {
		WeakReference<SharedModule> reference = this.modules.get(key);
		SharedModule shared = (reference != null) ? reference.get() : null;
		return (shared != null) ? lease(shared, name) : null;
	}

	/**
	 * Return a module for one more user, or {@code null} if it was dropped.
	 */
	@Nullable LeasedModule lease(SharedModule shared, String name) {
		return (use(shared)) ? new LeasedModule(shared, name, LoadSource.MEMORY) : null;
	}

	private boolean use(SharedModule shared) {
		synchronized (this.unused) {
			if (this.unused.remove(shared.key(), shared)) {
				this.unusedMemory -= shared.memory();
			}
			else if (shared.addUsers(0) == 0) {
				return false;
			}
			shared.addUsers(1);
			return true;
		}
	}

	/**
	 * Note that a user has gone.
	 */
	void release(SharedModule shared) {
		List<SharedModule> dropped;
		synchronized (this.unused) {
			if (shared.addUsers(-1) > 0) {
				return;
			}
			if (this.closed || this.modules.get(shared.key()) != shared.reference()) {
				dropped = List.of(shared);
			}
			else {
				this.unused.put(shared.key(), shared);
				this.unusedMemory += shared.memory();
				dropped = removeUnused(this.maxMemory);
			}
		}
		shared.module().releaseSpareMemory();
		drop(dropped);
	}

	/**
	 * Remove those that nobody uses, the one that was used least recently first, until
	 * the others take no more than some bytes.
	 */
	private List<SharedModule> removeUnused(long bytes) {
		List<SharedModule> removed = new ArrayList<>();
		Iterator<SharedModule> eldest = this.unused.values().iterator();
		while (this.unusedMemory > bytes) {
			SharedModule module = eldest.next();
			eldest.remove();
			this.unusedMemory -= module.memory();
			removed.add(module);
		}
		return removed;
	}

	private long drop(List<SharedModule> dropped) {
		long memory = 0;
		for (SharedModule module : dropped) {
			memory += module.memory();
			this.statistics.evicted();
			module.close();
		}
		return memory;
	}

	/**
	 * Forget a module that is closed.
	 */
	void forget(ArtifactKey key, WeakReference<SharedModule> reference) {
		this.modules.remove(key, reference);
	}

	/**
	 * Drop all modules that nobody uses.
	 */
	@Override
	public long reclaim(long bytes) {
		List<SharedModule> dropped;
		synchronized (this.unused) {
			dropped = removeUnused(0);
		}
		return drop(dropped);
	}

	/**
	 * Compiling a module again takes longer than anything else that can be given back.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	/**
	 * Drop all modules that nobody uses, and the others as soon as nobody does.
	 */
	void close() {
		synchronized (this.unused) {
			this.closed = true;
		}
		reclaim(Long.MAX_VALUE);
	}

}
