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

import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.RefusedGrowth.Cause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusedGrowth}.
 */
class RefusedGrowthTests {

	private static final long MEGABYTE = 1024 * 1024;

	private final MemoryBudget budget = new MemoryBudget(512 * MEGABYTE, WasmSetting.MAX_TOTAL_MEMORY);

	@Test
	void maximumOfTheSettingsShouldNameTheSetting() {
		RefusedGrowth refused = RefusedGrowth.ofMaximum(2000, 2080, 2048);
		assertThat(refused.describe())
			.hasToString("before that, its memory could not grow from 125 MB to 130 MB: its maximum is 128 MB");
		assertThat(refused.remedy(128 * MEGABYTE))
			.hasToString("Raise the setting 'max-memory' if the guest needs more.");
		assertThat(refused.remedy(128 * MEGABYTE + 1)).asString().contains("'max-memory'");
	}

	@Test
	void maximumOfTheModuleShouldNameNoSetting() {
		RefusedGrowth refused = RefusedGrowth.ofMaximum(3, 4, 3);
		assertThat(refused.describe()).asString().contains("from 192 KB to 256 KB: its maximum is 192 KB");
		assertThat(refused.remedy(128 * MEGABYTE)).asString()
			.contains("Compile the guest with a larger maximum")
			.doesNotContain("max-memory");
	}

	@Test
	void totalShouldNameItsSetting() {
		RefusedGrowth refused = RefusedGrowth.ofTotal(16, 32, this.budget);
		assertThat(refused.describe()).asString()
			.contains("from 1 MB to 2 MB: all instances of all modules there may take 512 MB together");
		assertThat(refused.remedy(128 * MEGABYTE)).asString()
			.startsWith("Raise the application's setting 'max-total-memory'");
	}

	@Test
	void heapProcessAndViewShouldBeToldApart() {
		RefusedGrowth heap = RefusedGrowth.of(16, 32, Cause.HEAP);
		assertThat(heap.describe()).asString().contains("the heap of the Java virtual machine is full");
		assertThat(heap.remedy(0)).asString().contains("-Xmx");
		RefusedGrowth process = RefusedGrowth.of(16, 32, Cause.PROCESS);
		assertThat(process.describe()).asString().contains("the process got no more memory");
		assertThat(process.remedy(0)).asString().contains("'wasmtime.max-total-memory'");
		RefusedGrowth view = RefusedGrowth.of(16, 32, Cause.VIEW);
		assertThat(view.describe()).asString().contains("a view on it");
		assertThat(view.remedy(0)).asString().contains("Read and write");
	}

	@Test
	void exceptionShouldTellWhatAnInstanceLacks() {
		WasmErrorContext context = WasmErrorContext.of("text", "chicory");
		WasmMemoryExhaustedException total = RefusedGrowth.ofTotal(0, 17, this.budget).toException(context, null);
		assertThat(total).hasMessageStartingWith(
				"Module 'text', backend 'chicory': an instance cannot be made, since there is no room for its memory of 1088 KB: all instances");
		assertThat(total.getSetting()).isEqualTo(WasmSetting.MAX_TOTAL_MEMORY);
		OutOfMemoryError failure = new OutOfMemoryError();
		WasmMemoryExhaustedException heap = RefusedGrowth.of(0, 0, Cause.HEAP).toException(context, failure);
		assertThat(heap).hasCause(failure).hasMessageContaining("an instance cannot be made: the heap");
		assertThat(heap.withSettingNames((module, setting, value) -> "'x." + setting.getName() + "'"))
			.hasMessageContaining("'x.max-memory' and 'x.instances.max'");
	}

}
