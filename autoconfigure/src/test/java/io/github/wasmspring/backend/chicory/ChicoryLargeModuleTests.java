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

package io.github.wasmspring.backend.chicory;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.Garbage;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests with a module of more than a megabyte.
 */
class ChicoryLargeModuleTests {

	private static final String SQL = """
			CREATE TABLE IF NOT EXISTS numbers(n);
			WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 1000)
			INSERT INTO numbers SELECT n FROM counter;
			SELECT count(*), sum(n), printf('%.3f', avg(n)) FROM numbers;
			""";

	private final WasmBackend backend = ChicoryBackend.compiled();

	private final BackendArtifacts artifacts = new ChicoryArtifacts("chicory", false, MemoryBudget.ofHeap());

	@Test
	void moduleThatWasReadShouldDoWhatTheCompiledOneDoes() throws Exception {
		byte[] binary = binary();
		BackendModule compiled = this.backend.load(WasmBinary.of("sqlite", binary));
		byte[] artifact = this.artifacts.write(compiled);
		assertThat(artifact).hasSizeLessThan(binary.length);
		assertThat(query(compiled)).isEqualTo("1000|500500|500.500\n");
		assertThat(query(this.artifacts.read("sqlite", artifact))).isEqualTo("1000|500500|500.500\n");
	}

	@Test
	void compiledModuleShouldNotKeepItsParsedCode() throws Exception {
		byte[] binary = binary();
		this.backend.load(WasmBinary.of("sqlite", binary)).close();
		long before = usedHeap();
		BackendModule module = this.backend.load(WasmBinary.of("sqlite", binary));
		await().untilAsserted(() -> assertThat(usedHeap() - before).isLessThan(5L * binary.length));
		Reference.reachabilityFence(module);
	}

	private static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			Garbage.collect();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static String query(BackendModule module) {
		try (WasiContexts contexts = new ChicoryWasi().open("sqlite", WasiSettings.DEFAULTS);
				WasiContext wasi = contexts.open()) {
			BackendInstance instance = module.instantiate(wasi.imports());
			BackendMemory memory = instance.getMemory("memory");
			assertThat(memory).isNotNull();
			byte[] sql = SQL.getBytes(StandardCharsets.UTF_8);
			call(instance, "_initialize");
			long address = call(instance, "alloc", sql.length)[0];
			memory.write((int) address, sql, 0, sql.length);
			long result = call(instance, "query", address, sql.length)[0];
			byte[] rows = new byte[(int) result];
			memory.read((int) (result >>> 32), rows, 0, rows.length);
			return new String(rows, StandardCharsets.UTF_8);
		}
	}

	private static long[] call(BackendInstance instance, String name, long... arguments) {
		BackendFunction function = instance.getFunction(name);
		assertThat(function).isNotNull();
		return function.call(arguments);
	}

	private static byte[] binary() throws IOException {
		return new ClassPathResource("third-party/sqlite.wasm").getContentAsByteArray();
	}

}
