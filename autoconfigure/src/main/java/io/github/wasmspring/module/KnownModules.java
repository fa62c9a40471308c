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
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what was loaded, so that the same definition needs not be read, verified and
 * tried again as long as its file is the same.
 */
final class KnownModules {

	private static final int MOST_MODULES = 256;

	private final Map<WasmModuleDefinition, KnownModule> modules = Collections
		.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<WasmModuleDefinition, KnownModule> eldest) {
				return size() > MOST_MODULES;
			}

		});

	/**
	 * Return the module of a definition that was loaded before, or {@code null} if it has
	 * to be read.
	 */
	@Nullable ReadModule find(WasmModuleDefinition definition) {
		KnownModule known = this.modules.get(definition);
		if (known == null) {
			return null;
		}
		ReadModule module = known.module().get();
		if (module == null || !known.stamp().isCurrent()) {
			this.modules.remove(definition, known);
			return null;
		}
		return module;
	}

	/**
	 * Remember a module that was loaded from a binary.
	 */
	void add(ReadModule module) {
		FileStamp stamp = module.stamp();
		if (!module.known() && stamp != null && stamp.isCurrent()) {
			this.modules.put(module.definition(), new KnownModule(stamp, new SoftReference<>(module.asKnown())));
		}
	}

	/**
	 * A module that was loaded.
	 *
	 * @param stamp stamp of its file
	 * @param module what was read from it, as long as there is room for that
	 */
	private record KnownModule(FileStamp stamp, SoftReference<ReadModule> module) {
	}

}
