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

package io.github.wasmspring.module;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;

/**
 * Finds again what was made for a module at some cost. Nothing is kept for a module that
 * was removed, and for another one not when heap is short: what is found may hold the
 * module itself.
 *
 * @since 0.1.0
 */
public final class ModuleCompanions {

	private static final Map<Object, SoftReference<Object>> NONE = Map.of();

	private static final Map<WasmModule, Map<Object, SoftReference<Object>>> COMPANIONS = Collections
		.synchronizedMap(new WeakHashMap<>());

	private ModuleCompanions() {
	}

	/**
	 * Return what was kept for a module.
	 * @param module the module
	 * @param key under what it was kept
	 * @return what was kept last, or {@code null} if there is nothing any more
	 */
	public static @Nullable Object find(WasmModule module, Object key) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(key, "'key' must not be null");
		SoftReference<Object> reference = COMPANIONS.getOrDefault(module, NONE).get(key);
		return (reference != null) ? reference.get() : null;
	}

	/**
	 * Keep something for a module, unless that is closed, or is only being checked.
	 * @param module the module
	 * @param key under what to keep it, which must not refer to the module
	 * @param companion what to keep
	 */
	public static void keep(WasmModule module, Object key, Object companion) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(key, "'key' must not be null");
		Assert.notNull(companion, "'companion' must not be null");
		synchronized (COMPANIONS) {
			if (module.getState() != WasmModuleState.CLOSED && !(module instanceof UncompiledModule)) {
				COMPANIONS.computeIfAbsent(module, (added) -> new ConcurrentHashMap<>())
					.put(key, new SoftReference<>(companion));
			}
		}
	}

	/**
	 * Keep nothing for a module that is closed.
	 */
	static void forget(WasmModule module) {
		COMPANIONS.remove(module);
	}

}
