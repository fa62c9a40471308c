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

package io.github.wasmspring.instance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.SimilarNames;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobal;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.backend.BackendInstance;

/**
 * Looks up what an instance exports.
 */
final class Exports {

	private static final String DEFAULT_MEMORY = "memory";

	private final DefaultWasmInstance instance;

	private final WasmModule module;

	private final Map<String, WasmExportedFunction> functions = new ConcurrentHashMap<>();

	private final Map<String, WasmMemory> memories = new ConcurrentHashMap<>();

	private volatile @Nullable WasmMemory defaultMemory;

	/**
	 * Create a new instance.
	 * @param module what the instance is of, which may not serve yet
	 */
	Exports(DefaultWasmInstance instance, WasmModule module) {
		this.instance = instance;
		this.module = module;
	}

	WasmExportedFunction function(String name) {
		return cached(this.functions, name, this::findFunction);
	}

	private WasmExportedFunction findFunction(String name) {
		WasmFunctionType type = findType(name, WasmFunctionType.class);
		if (type == null) {
			throw new NoSuchWasmFunctionException(this.module, name);
		}
		return new DefaultWasmFunction(this.instance, name, type, found(name, BackendInstance::getFunction));
	}

	/**
	 * Return the memory that buffers are passed in, which each call with a buffer needs.
	 */
	WasmMemory memory() {
		WasmMemory memory = this.defaultMemory;
		if (memory == null) {
			memory = memory(findDefaultMemory());
			this.defaultMemory = memory;
		}
		return memory;
	}

	private String findDefaultMemory() {
		if (findType(DEFAULT_MEMORY, WasmMemoryType.class) != null) {
			return DEFAULT_MEMORY;
		}
		List<WasmExport> exported = this.module.getExports()
			.stream()
			.filter((export) -> export.type() instanceof WasmMemoryType)
			.toList();
		if (exported.size() != 1) {
			throw new WasmLinkException(this.instance.context(null),
					"exports %d memories, none of them 'memory'".formatted(exported.size()),
					"Export the memory as 'memory', which most compilers do by default.", null);
		}
		return exported.get(0).name();
	}

	WasmMemory memory(String name) {
		return cached(this.memories, name, this::findMemory);
	}

	private WasmMemory findMemory(String name) {
		requireType(name, WasmMemoryType.class);
		return new DefaultWasmMemory(this.instance, found(name, BackendInstance::getMemory));
	}

	/**
	 * Look up, or create outside of the map: creating takes the lock of the instance,
	 * which a thread that waits for the map may hold.
	 */
	private static <T> T cached(Map<String, T> cache, String name, Function<String, T> create) {
		T cached = cache.get(name);
		if (cached != null) {
			return cached;
		}
		T created = create.apply(name);
		T earlier = cache.putIfAbsent(name, created);
		return (earlier != null) ? earlier : created;
	}

	WasmGlobal global(String name) {
		WasmGlobalType type = requireType(name, WasmGlobalType.class);
		return new DefaultWasmGlobal(this.instance, name, type, found(name, BackendInstance::getGlobal));
	}

	WasmTable table(String name) {
		WasmTableType type = requireType(name, WasmTableType.class);
		return new DefaultWasmTable(this.instance, name, type, found(name, BackendInstance::getTable));
	}

	private <T extends WasmExternalType> T requireType(String name, Class<T> kind) {
		T type = findType(name, kind);
		if (type == null) {
			throw new WasmLinkException(this.instance.context(null), "there is no such export: '%s'".formatted(name),
					"Exports: " + SimilarNames.exports(name, this.module, kind) + ".", null);
		}
		return type;
	}

	private <T extends WasmExternalType> @Nullable T findType(String name, Class<T> kind) {
		WasmExport export = this.module.findExport(name);
		return (export != null && kind.isInstance(export.type())) ? kind.cast(export.type()) : null;
	}

	private <T> T found(String name, BiFunction<BackendInstance, String, @Nullable T> lookup) {
		T export = this.instance.guarded(() -> lookup.apply(this.instance.backend(), name));
		Assert.state(export != null, () -> "Backend does not find the export '" + name + "' that it described");
		return export;
	}

}
