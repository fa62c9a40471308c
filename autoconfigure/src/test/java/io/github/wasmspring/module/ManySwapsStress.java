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

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.Map;

import com.sun.management.UnixOperatingSystemMXBean;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two thousand swaps between distinct versions, which leave nothing behind.
 */
@EveryBackend
class ManySwapsStress {

	private static final int SWAPS = 2_000;

	@Test
	void swapsShouldLeaveNothingBehind() {
		try (DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(Backends.current()), Map.of()))) {
			WasmModule module = registry.registerModule(definition(0));
			Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
			swap(registry, plugin, 1, SWAPS / 4);
			Usage before = Usage.now();
			swap(registry, plugin, SWAPS / 4 + 1, SWAPS);
			Usage after = Usage.now();
			assertThat(after.heap() - before.heap()).as("heap").isLessThan(4_000_000);
			assertThat(after.metaspace() - before.metaspace()).as("metaspace").isLessThan(2_000_000);
			assertThat(after.descriptors() - before.descriptors()).as("descriptors").isLessThan(10);
			assertThat(after.threads() - before.threads()).as("threads").isLessThan(3);
		}
	}

	private static void swap(WasmModuleRegistry registry, Versioned plugin, int first, int last) {
		for (int i = first; i <= last; i++) {
			registry.replaceModule(definition(i));
			assertThat(plugin.version()).isEqualTo(i);
		}
	}

	private static WasmModuleDefinition definition(int version) {
		return WasmModuleDefinition.of("living", VersionGuest.resource(version), Backends.current().getId());
	}

	interface Versioned {

		@WasmFunction
		int version();

	}

	/**
	 * What the process uses.
	 */
	private record Usage(long heap, long metaspace, long descriptors, int threads) {

		static Usage now() {
			for (int i = 0; i < 5; i++) {
				System.gc();
			}
			long metaspace = ManagementFactory.getMemoryPoolMXBeans()
				.stream()
				.filter((pool) -> pool.getName().equals("Metaspace"))
				.map(MemoryPoolMXBean::getUsage)
				.mapToLong((usage) -> usage.getUsed())
				.sum();
			long descriptors = (ManagementFactory
				.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
						? system.getOpenFileDescriptorCount() : 0;
			Runtime runtime = Runtime.getRuntime();
			return new Usage(runtime.totalMemory() - runtime.freeMemory(), metaspace, descriptors,
					ManagementFactory.getThreadMXBean().getThreadCount());
		}

	}

}
