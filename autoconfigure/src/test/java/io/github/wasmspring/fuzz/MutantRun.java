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

package io.github.wasmspring.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * Loads a changed module and uses all that it exports. What comes of it is a result or an
 * exception of the API; anything else is thrown.
 */
final class MutantRun {

	private static final InstanceSettings INSTANCES = InstanceSettings.DEFAULTS.withMax(2)
		.withMaxWait(Duration.ofMillis(100))
		.withMaxMemory(DataSize.ofMegabytes(4))
		.withTimeout(Duration.ofMillis(100));

	/**
	 * Most exports to use, so that many loops don't take many timeouts.
	 */
	private static final int MOST_EXPORTS = 12;

	private static final long[] INTERESTING = { 0, 1, -1, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE,
			Long.MAX_VALUE, Long.MIN_VALUE };

	private static final Map<String, HostFunctions> HOST_FUNCTIONS = new ConcurrentHashMap<>();

	private final Mutant mutant;

	private final WasmBackend backend;

	private int argument;

	MutantRun(Mutant mutant, WasmBackend backend) {
		this.mutant = mutant;
		this.backend = backend;
	}

	/**
	 * Run it.
	 * @return whether the module could be loaded
	 */
	boolean run() {
		try (DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(this.backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(this.backend.getId())
					.withHostFunctions(List.of(hostFunctions()))
					.withWasiProvider(new ChicoryWasi()))) {
			registry.validate(this.mutant.bytes());
			if (!documented(() -> registry.registerModule(
					WasmModuleDefinition.of("mutant", new ByteArrayResource(this.mutant.bytes()), this.backend.getId())
						.withMaxBinarySize(DataSize.ofMegabytes(1))
						.withInstances(INSTANCES)))) {
				return false;
			}
			use(registry.getModule("mutant"));
			return true;
		}
	}

	private void use(WasmModule module) {
		List<WasmExport> exports = module.getExports().stream().limit(MOST_EXPORTS).toList();
		documented(() -> {
			try (WasmInstance instance = module.instantiate()) {
				exports.forEach((export) -> documented(() -> use(instance, export)));
			}
		});
		exports.stream()
			.filter((export) -> export.type() instanceof WasmFunctionType)
			.limit(2)
			.forEach((export) -> documented(() -> module.call(export.name())));
	}

	private void use(WasmInstance instance, WasmExport export) {
		if (export.type() instanceof WasmFunctionType type) {
			call(instance, export.name(), type);
		}
		else if (export.type() instanceof WasmMemoryType) {
			use(instance.memory(export.name()));
		}
		else if (export.type() instanceof WasmGlobalType) {
			instance.global(export.name()).get();
			instance.global(export.name()).set(1);
		}
		else if (export.type() instanceof WasmTableType) {
			instance.table(export.name()).size();
		}
	}

	private void call(WasmInstance instance, String name, WasmFunctionType type) {
		if (type.parameters().stream().allMatch(WasmValueType::isNumber)) {
			instance.getFunction(name)
				.callRaw(type.parameters()
					.stream()
					.mapToLong((parameter) -> INTERESTING[Math.floorMod(this.argument++, INTERESTING.length)])
					.toArray());
		}
	}

	private void use(WasmMemory memory) {
		memory.grow(1);
		for (long address : INTERESTING) {
			documented(() -> memory.writeInt(address, 1));
			documented(() -> memory.readBytes(address, 16));
			documented(() -> memory.view(address, 16));
		}
	}

	private static boolean documented(Runnable action) {
		try {
			action.run();
			return true;
		}
		catch (WasmException ex) {
			return false;
		}
	}

	/**
	 * Return what the unchanged module imports, and a few functions more.
	 */
	private HostFunctions hostFunctions() {
		return HOST_FUNCTIONS.computeIfAbsent(this.mutant.guest(), (guest) -> {
			HostFunctions.Builder functions = HostFunctions.of("env");
			try (BackendModule original = ChicoryBackend.interpreted()
				.load(WasmBinary.of(guest, Guests.bytes(guest)))) {
				for (WasmImport wanted : original.getImports()) {
					if (wanted.type() instanceof WasmFunctionType type && !wanted.module().equals(WasiProvider.MODULE)
							&& wanted.module().equals("env")) {
						functions.function(wanted.name(), type, (caller, arguments) -> new long[type.results().size()]);
					}
				}
			}
			return functions.build();
		});
	}

}
