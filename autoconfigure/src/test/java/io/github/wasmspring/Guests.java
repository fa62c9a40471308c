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

package io.github.wasmspring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleObserver;

/**
 * Real modules for tests.
 */
public final class Guests {

	private static final Map<WasmBackend, Map<String, WasmModule>> SHARED = new ConcurrentHashMap<>();

	private Guests() {
	}

	public static ClassPathResource resource(String name) {
		return new ClassPathResource("guests/" + name + ".wasm");
	}

	public static byte[] bytes(String name) {
		try (InputStream input = resource(name).getInputStream()) {
			return input.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a module that tests share, one for each backend.
	 */
	public static WasmModule shared(String name) {
		WasmBackend backend = Backends.current();
		return SHARED.computeIfAbsent(backend, (key) -> new ConcurrentHashMap<>())
			.computeIfAbsent(name, (key) -> load(name, backend));
	}

	public static WasmModule load(String name, WasmBackend backend, HostFunctions... hostFunctions) {
		return load(name, backend, UnaryOperator.identity(), hostFunctions);
	}

	public static WasmModule load(String name, WasmBackend backend, UnaryOperator<InstanceSettings> instances,
			HostFunctions... hostFunctions) {
		return load(WasmModuleDefinition.of(name, resource(name), backend.getId()), backend, instances, hostFunctions);
	}

	public static WasmModule load(WasmModuleDefinition definition, WasmBackend backend,
			UnaryOperator<InstanceSettings> instances, HostFunctions... hostFunctions) {
		return load(definition, backend, null, instances, hostFunctions);
	}

	public static WasmModule load(WasmModuleDefinition definition, WasmBackend backend,
			@Nullable WasmModuleObserver observer, UnaryOperator<InstanceSettings> instances,
			HostFunctions... hostFunctions) {
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withHostFunctions(List.of(hostFunctions))
					.withWasiProvider(new ChicoryWasi())
					.withObservers((observer != null) ? List.of(observer) : List.of()));
		registry.registerModule(definition.withInstances(instances.apply(definition.instances())));
		return registry.getModule(definition.name());
	}

}
