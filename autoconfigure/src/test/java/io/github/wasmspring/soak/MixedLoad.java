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

package io.github.wasmspring.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.core.io.FileSystemResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * Uses modules in all the ways that an application may, from several threads.
 */
final class MixedLoad implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMillis(20);

	private final WasmBackend backend;

	private final Path directory;

	private final DefaultWasmModuleRegistry registry;

	private final AtomicInteger reloads = new AtomicInteger();

	private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

	MixedLoad(WasmBackend backend, Path directory) throws IOException {
		this.backend = backend;
		this.directory = directory;
		Files.writeString(directory.resolve("file.txt"), "content");
		this.registry = registry();
		for (String guest : new String[] { "numbers", "traps", "wasi_bombs" }) {
			this.registry.registerModule(definition(guest, InstanceMode.POOLED, 8));
		}
		this.registry.registerModule(definition("secret", InstanceMode.PER_CALL, 8));
		this.registry.registerModule(definition("counting", InstanceMode.POOLED, 1));
	}

	private DefaultWasmModuleRegistry registry() {
		HostFunctions ping = HostFunctions.of("env")
			.function("ping", "() -> ()", (caller, arguments) -> new long[0])
			.build();
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(this.backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withHostFunctions(List.of(ping)).withWasiProvider(new ChicoryWasi()));
	}

	private WasmModuleDefinition definition(String guest, InstanceMode mode, int max) throws IOException {
		Path file = this.directory.resolve(guest + ".wasm");
		if (!Files.exists(file)) {
			Files.write(file, Guests.bytes(guest));
		}
		WasiSettings wasi = new WasiSettings(WasiSettings.DEFAULTS.arguments(), WasiSettings.DEFAULTS.environment(),
				List.of(new WasiDirectory("/data", this.directory, true)), WasiSettings.DEFAULTS.stdout(),
				WasiSettings.DEFAULTS.stderr(), WasiSettings.DEFAULTS.maxOutput());
		return WasmModuleDefinition.of(guest, new FileSystemResource(file), this.backend.getId())
			.withMaxBinarySize(DataSize.ofMegabytes(1))
			.withInstances(InstanceSettings.DEFAULTS.withMode(mode)
				.withMax(max)
				.withMaxWait(Duration.ofMillis(5))
				.withMaxMemory(DataSize.ofMegabytes(4))
				.withTimeout(Duration.ofSeconds(10)))
			.withWasi(wasi);
	}

	/**
	 * Do something at random.
	 */
	void step() throws IOException {
		switch (ThreadLocalRandom.current().nextInt(1000)) {
			case 0, 1, 2, 3, 4 -> count("timeout", () -> module("traps").call(TIMEOUT, "loop_br_if"));
			case 5, 6, 7, 8, 9, 10 -> reload();
			case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
				count("descriptors", () -> module("wasi_bombs").call("open_files"));
			case 21, 22, 23, 24, 25 -> count("overflow", () -> module("traps").call("recurse", 1));
			default -> ordinary();
		}
	}

	private void ordinary() {
		switch (ThreadLocalRandom.current().nextInt(5)) {
			case 0 -> count("trap", () -> module("traps").call("outer"));
			case 1 -> count("per-call", () -> module("secret").call("keep", 42));
			case 2 -> count("exhaustion", () -> module("counting")
				.execute((instance) -> module("counting").execute((another) -> another.memory().size())));
			case 3 -> count("own", () -> {
				try (WasmInstance instance = module("traps").instantiate()) {
					instance.call("count");
					instance.memory().writeString(0, "text");
				}
			});
			default -> count("call", () -> module("numbers").call("add", 1, 2));
		}
	}

	private void reload() throws IOException {
		WasmModuleDefinition bombs = definition("bombs", InstanceMode.POOLED, 2);
		WasmModuleDefinition definition = WasmModuleDefinition
			.of("bombs-" + this.reloads.incrementAndGet(), bombs.location(), bombs.backend())
			.withMaxBinarySize(bombs.maxBinarySize())
			.withInstances(bombs.instances());
		count("reload", () -> {
			this.registry.registerModule(definition);
			try {
				module(definition.name()).call("grow_memory");
			}
			finally {
				this.registry.removeModule(definition.name());
			}
		});
	}

	private WasmModule module(String name) {
		return this.registry.getModule(name);
	}

	private void count(String what, Runnable action) {
		String outcome = what;
		try {
			action.run();
		}
		catch (WasmException ex) {
			outcome = what + " " + ex.getClass().getSimpleName();
		}
		this.outcomes.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
	}

	Map<String, LongAdder> outcomes() {
		return this.outcomes;
	}

	@Override
	public void close() {
		this.registry.close();
	}

}
