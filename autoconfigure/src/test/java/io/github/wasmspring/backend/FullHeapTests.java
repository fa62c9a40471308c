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

package io.github.wasmspring.backend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.ForkedJvm;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what instances get when the heap is full before their budget is used up.
 */
class FullHeapTests {

	@Test
	void fullHeapShouldBeToldAndOthersAskedForTheirsBefore(@TempDir Path directory) throws Exception {
		String printed = ForkedJvm.start(directory, List.of("-Xmx64m", "-XX:+UseSerialGC"), Application.class).await();
		assertThat(printed).contains("growth: HEAP, asked: true")
			.contains("later growth: null")
			.contains("instance: Module 'big', backend 'chicory-interpreter': an instance cannot be made, since there"
					+ " is no room for its memory of")
			.contains("the heap of the Java virtual machine is full")
			.contains("(-Xmx)")
			.contains("taken: 0");
	}

	/**
	 * Fills the heap.
	 */
	public static final class Application {

		private Application() {
		}

		public static void main(String[] args) {
			MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE, WasmSetting.MAX_TOTAL_MEMORY);
			WasmBackend backend = ChicoryBackend.interpreted(budget);
			BackendModule module = backend.load(binary("memory_grow", "memory_grow"));
			List<BackendInstance> instances = new ArrayList<>();
			boolean[] asked = new boolean[1];
			MemoryReclaimer reclaimer = (bytes) -> {
				asked[0] = true;
				return 0;
			};
			budget.register(reclaimer);
			RefusedGrowth refused = null;
			while (refused == null) {
				BackendInstance instance = module.instantiate(BackendImports.NONE);
				instances.add(instance);
				refused = grow(instance, 128);
			}
			System.out.println("growth: " + refused.cause() + ", asked: " + asked[0]);
			instances.remove(0).close();
			System.out.println("later growth: " + grow(instances.get(instances.size() - 1), 100));
			try {
				backend.load(binary("big", "memory_big")).instantiate(BackendImports.NONE);
			}
			catch (WasmMemoryExhaustedException ex) {
				System.out.println("instance: " + ex.getMessage());
			}
			instances.forEach(BackendInstance::close);
			budget.unregister(reclaimer);
			module.close();
			System.out.println("taken: " + budget.getUsed());
		}

		private static WasmBinary binary(String name, String guest) {
			return WasmBinary.of(name, Guests.bytes(guest), LoadLimits.DEFAULTS, 32_000);
		}

		private static @Nullable RefusedGrowth grow(BackendInstance instance, int pages) {
			BackendFunction function = instance.getFunction("grow");
			assertThat(function).isNotNull();
			function.call(new long[] { pages });
			return instance.takeRefusedGrowth();
		}

	}

}
