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

package io.github.wasmspring.cache;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.Guests;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads and drops distinct modules. More of them with {@code -Dwasm.test.loads=2000}.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ModuleLeakTests {

	private static final int LOADS = Integer.getInteger("wasm.test.loads", 300);

	private static final long MEGABYTE = 1024 * 1024;

	private final WasmCacheStatistics statistics = new WasmCacheStatistics();

	private final ModuleCache cache = new ModuleCache(MEGABYTE, this.statistics);

	private final WasmBackend backend = new CachingWasmBackend(ChicoryBackend.compiled(), this.cache, List.of(),
			HmacArtifactSigner.random(), this.statistics);

	private final byte[] guest = Guests.bytes("numbers");

	@Test
	void modulesThatWereDroppedShouldLeaveNothing() {
		load(0, LOADS / 3);
		Usage before = Usage.now();
		load(LOADS / 3, LOADS);
		Usage after = Usage.now();
		assertThat(LOADS - this.statistics.getEvictions()).as("modules that are kept").isBetween(4L, 16L);
		assertThat(after.classes() - before.classes()).as("classes: %s, then %s", before, after).isLessThan(LOADS / 2);
		assertThat(after.metaspace() - before.metaspace()).as("metaspace: %s, then %s", before, after)
			.isLessThan(4 * MEGABYTE);
		assertThat(after.heap() - before.heap()).as("heap: %s, then %s", before, after).isLessThan(8 * MEGABYTE);
	}

	private void load(int from, int to) {
		for (int i = from; i < to; i++) {
			try (BackendModule module = this.backend.load(WasmBinary.of("module" + i, distinct(i)));
					BackendInstance instance = module.instantiate(BackendImports.NONE)) {
				assertThat(instance.getFunction("add")).isNotNull();
			}
		}
	}

	/**
	 * Return the guest with a custom section that holds a number.
	 */
	private byte[] distinct(int number) {
		// a section that names the first function
		byte[] names = { 0, 18, 4, 'n', 'a', 'm', 'e', 1, 11, 1, 0, 8 };
		ByteBuffer bytes = ByteBuffer.allocate(this.guest.length + names.length + 8);
		return bytes.put(this.guest)
			.put(names)
			.put("%08d".formatted(number).getBytes(StandardCharsets.US_ASCII))
			.array();
	}

	/**
	 * What is used after a collection.
	 *
	 * @param classes number of classes
	 * @param metaspace bytes of metaspace
	 * @param heap bytes of heap
	 */
	private record Usage(int classes, long metaspace, long heap) {

		static Usage now() {
			for (int i = 0; i < 3; i++) {
				System.gc();
			}
			long metaspace = ManagementFactory.getMemoryPoolMXBeans()
				.stream()
				.filter((pool) -> pool.getName().equals("Metaspace"))
				.mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
				.sum();
			return new Usage(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), metaspace,
					ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}

	}

}
