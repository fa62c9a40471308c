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

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Garbage;
import io.github.wasmspring.Guests;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the classes of modules that are not used anymore are unloaded. The property
 * {@code wasm.test.cycles} lets them run longer.
 */
@Tag("slow")
class ChicoryUnloadingTests {

	private static final int CYCLES = Integer.getInteger("wasm.test.cycles", 200);

	/**
	 * What one module of these tests occupies is more than a hundredth of it.
	 */
	private static final long TOLERANCE = 4 * 1024 * 1024;

	private final WasmBackend backend = ChicoryBackend.compiled();

	private final BackendArtifacts artifacts = new ChicoryArtifacts("chicory", false, MemoryBudget.ofHeap());

	@Test
	void modulesThatWereCompiledShouldBeUnloaded() throws Exception {
		byte[] bytes = Guests.bytes("numbers");
		assertFlat(() -> this.backend.load(WasmBinary.of("numbers", bytes)));
	}

	@Test
	void modulesThatWereReadShouldBeUnloaded() throws Exception {
		byte[] artifact = this.artifacts.write(this.backend.load(WasmBinary.of("numbers", Guests.bytes("numbers"))));
		assertFlat(() -> this.artifacts.read("numbers", artifact));
	}

	private static void assertFlat(ModuleSource source) throws Exception {
		run(source, 20);
		long before = metaspace();
		long unloaded = ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount();
		run(source, CYCLES);
		assertThat(metaspace()).isLessThan(before + TOLERANCE);
		assertThat(ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount() - unloaded)
			.isGreaterThan(3L * CYCLES);
	}

	private static void run(ModuleSource source, int cycles) {
		for (int i = 0; i < cycles; i++) {
			try (BackendModule module = source.get()) {
				BackendFunction add = module.instantiate(BackendImports.NONE).getFunction("add");
				assertThat(add).isNotNull();
				assertThat(add.call(new long[] { i, 1 })).containsExactly(i + 1);
			}
		}
	}

	private static long metaspace() {
		for (int i = 0; i < 3; i++) {
			Garbage.collect();
		}
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getName().equals("Metaspace"))
			.mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
			.sum();
	}

	private interface ModuleSource {

		BackendModule get();

	}

}
