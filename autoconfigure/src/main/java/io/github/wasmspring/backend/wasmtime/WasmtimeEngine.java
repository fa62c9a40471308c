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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.artifact.SignedArtifacts;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.WasmBinary;

/**
 * The engine with what all its modules share. It is disposed when its backend, its
 * modules and its instances have released it.
 */
final class WasmtimeEngine {

	private final WasmtimeSettings settings;

	private final WasmtimeCache cache;

	private final SharedHandle<Engine> handle;

	private final @Nullable GuestThreads threads;

	private final MemoryBudget budget;

	private final Map<WasmFunctionType, Module> callers = new ConcurrentHashMap<>();

	WasmtimeEngine(WasmtimeSettings settings, @Nullable SignedArtifacts artifacts) {
		this.settings = settings;
		this.threads = (settings.dedicatedThreads()) ? new GuestThreads() : null;
		this.cache = new WasmtimeCache(artifacts);
		this.budget = new MemoryBudget(settings.maxTotalMemory(), WasmSetting.WASMTIME_MAX_TOTAL_MEMORY);
		Engine engine = createEngine(settings, this.cache);
		this.handle = new SharedHandle<>(engine, this::disposeShared);
	}

	private static Engine createEngine(WasmtimeSettings settings, WasmtimeCache cache) {
		try (Config config = new Config()) {
			config.wasmThreads(true); // for what is added to guests, which have no
										// threads
			config.maxWasmStack((settings.dedicatedThreads()) ? StackCheck.LARGE_GUEST_STACK : StackCheck.GUEST_STACK);
			return new Engine(cache.configure(config));
		}
	}

	/**
	 * Return another handle of an engine, since each is locked while it is used.
	 */
	private static Engine copy(Engine engine) {
		try (Store<Void> store = new Store<>(null, engine)) {
			return store.engine();
		}
	}

	WasmtimeSettings settings() {
		return this.settings;
	}

	/**
	 * Return what the memories of all instances are taken from.
	 */
	MemoryBudget budget() {
		return this.budget;
	}

	/**
	 * Return a thread that runs a guest, or {@code null} for the current one.
	 */
	@Nullable GuestThread acquireThread() {
		return (this.threads != null) ? this.threads.acquire() : null;
	}

	void releaseThread(@Nullable GuestThread thread) {
		if (this.threads != null) {
			this.threads.release(thread);
		}
	}

	/**
	 * Make sure that the current thread can run a guest.
	 * @param levels as many as it needs
	 */
	void checkStack(int levels) {
		if (this.threads == null) {
			StackCheck.check(levels);
		}
	}

	/**
	 * Become an owner, until {@link #release()}.
	 */
	void retain() {
		this.handle.retain();
	}

	void release() {
		this.handle.release();
	}

	private void disposeShared() {
		this.callers.values().forEach(Module::dispose);
		this.callers.clear();
		this.cache.close();
	}

	/**
	 * Create a store. The caller is an owner.
	 */
	Store<Void> newStore() {
		return this.handle.use((engine) -> new Store<>(null, engine));
	}

	/**
	 * Compile a module. The caller is an owner. The compiler does not survive everything,
	 * so this is the only way to it, and nothing gets here but what the encoder wrote.
	 */
	Module compile(EncodedModule module) {
		StackCheck.checkNative();
		byte[] bytes = module.bytes();
		return this.handle.use((engine) -> {
			try (Engine copy = copy(engine)) {
				return this.cache.compile(WasmBinary.digest(bytes), () -> new Module(copy, bytes));
			}
		});
	}

	/**
	 * Return the module that calls functions of a type. The caller is an owner.
	 */
	Module caller(WasmFunctionType type) {
		return this.callers.computeIfAbsent(type, (key) -> compile(Shims.caller(key)));
	}

}
