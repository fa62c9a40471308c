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

package io.github.wasmspring.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.TestSigner;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * A process that loads SQLite, or what was serialized of it, and runs one query.
 */
public final class RestartedProcess {

	private static final String SQL = "SELECT sum(value) FROM (SELECT 20 AS value UNION ALL SELECT 22)";

	private RestartedProcess() {
	}

	public static void main(String[] arguments) {
		String result = query(load(new FileSystemResource(arguments[0])));
		if (!result.equals("42\n")) {
			throw new IllegalStateException(result);
		}
	}

	static WasmModule load(Resource location) {
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(ChicoryBackend.compiled()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withWasiProvider(new ChicoryWasi())
					.withSigner(() -> new TestSigner("open sesame", true)));
		registry.registerModule(WasmModuleDefinition.of("sqlite", location, "chicory"));
		return registry.getModule("sqlite");
	}

	private static String query(WasmModule module) {
		return module.execute(RestartedProcess::query);
	}

	private static String query(WasmInstance instance) {
		byte[] sql = SQL.getBytes(StandardCharsets.UTF_8);
		int address = (Integer) instance.call("alloc", sql.length);
		instance.memory().writeBytes(address, sql);
		long result = (Long) instance.call("query", address, sql.length);
		return instance.memory().readString((int) (result >>> 32), (int) result);
	}

}
