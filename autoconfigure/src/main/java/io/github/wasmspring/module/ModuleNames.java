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

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/**
 * The modules by name. A name that is free still has its module as long as somebody holds
 * that, so that it serves again when the name is taken.
 */
final class ModuleNames {

	private final Map<String, DefaultWasmModule> registered = new ConcurrentSkipListMap<>();

	private final Map<String, Known> known = new HashMap<>();

	private final ReferenceQueue<DefaultWasmModule> collected = new ReferenceQueue<>();

	/**
	 * Return the module of a name, whether it is registered or not.
	 */
	synchronized DefaultWasmModule get(String name) {
		purge();
		Known known = this.known.get(name);
		DefaultWasmModule module = (known != null) ? known.get() : null;
		if (module == null) {
			module = new DefaultWasmModule(name);
			this.known.put(name, new Known(module, this.collected));
		}
		return module;
	}

	private void purge() {
		Known known = (Known) this.collected.poll();
		while (known != null) {
			this.known.remove(known.name, known);
			known = (Known) this.collected.poll();
		}
	}

	/**
	 * Return the module that is registered under a name, or {@code null} if the name is
	 * free.
	 */
	@Nullable DefaultWasmModule find(String name) {
		return this.registered.get(name);
	}

	boolean contains(DefaultWasmModule module) {
		return this.registered.get(module.getName()) == module;
	}

	void add(DefaultWasmModule module) {
		this.registered.put(module.getName(), module);
	}

	void remove(DefaultWasmModule module) {
		this.registered.remove(module.getName(), module);
	}

	/**
	 * Return the names that are taken, in alphabetical order.
	 */
	List<String> getNames() {
		return List.copyOf(this.registered.keySet());
	}

	/**
	 * Return the modules that are registered, in the order of their names.
	 */
	List<DefaultWasmModule> getModules() {
		return List.copyOf(this.registered.values());
	}

	/**
	 * A module whose name may be free.
	 */
	private static final class Known extends WeakReference<DefaultWasmModule> {

		private final String name;

		Known(DefaultWasmModule module, ReferenceQueue<DefaultWasmModule> queue) {
			super(module, queue);
			this.name = module.getName();
		}

	}

}
