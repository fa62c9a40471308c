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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.RefusedGrowth.Cause;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How every backend takes the memory of instances from a budget.
 */
@EveryBackend(variants = true)
@Timeout(60)
class MemoryBudgetContractTests {

	private static final int PAGE = WasmMemory.PAGE_SIZE;

	private final List<AutoCloseable> opened = new ArrayList<>();

	private static WasmBackend backend(long max) {
		MemoryBudget budget = new MemoryBudget(max, WasmSetting.MAX_TOTAL_MEMORY);
		return switch (Backends.current().getId()) {
			case "chicory" -> ChicoryBackend.compiled(budget);
			case "chicory-interpreter" -> ChicoryBackend.interpreted(budget);
			default -> new WasmtimeBackend(new WasmtimeSettings(Backends.current() == Backends.WASMTIME_DEDICATED.get(),
					WasmtimeSettings.DEFAULT_MAX_HOST_CALLS, max, null));
		};
	}

	private BackendModule load(String guest, int budgetPages) {
		return load(WasmBinary.of(guest, Guests.bytes(guest), LoadLimits.DEFAULTS, 64), budgetPages);
	}

	private BackendModule load(WasmBinary binary, int budgetPages) {
		WasmBackend backend = backend((long) budgetPages * PAGE);
		BackendModule module = backend.load(binary);
		this.opened.add(module);
		if (backend instanceof AutoCloseable closeable) {
			this.opened.add(closeable);
		}
		return module;
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
	}

	private static int grow(BackendInstance instance, int pages) {
		BackendFunction function = instance.getFunction("grow");
		assertThat(function).isNotNull();
		return (int) function.call(new long[] { pages })[0];
	}

	private static int usedPages(BackendModule module) {
		module.releaseSpareMemory();
		MemoryBudget budget = module.getMemoryBudget();
		assertThat(budget).isNotNull();
		assertThat(budget.getUsed() % PAGE).isZero();
		return (int) (budget.getUsed() / PAGE);
	}

	@Test
	void instanceShouldTakeWhatItsMemoryHas() {
		BackendModule module = load("memory_grow", 100);
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		assertThat(usedPages(module)).isEqualTo(1);
		assertThat(grow(instance, 2)).isEqualTo(1);
		assertThat(usedPages(module)).isEqualTo(3);
		BackendMemory memory = instance.getMemory("memory");
		assertThat(memory).isNotNull();
		assertThat(memory.grow(4)).isEqualTo(3);
		assertThat(usedPages(module)).isEqualTo(7);
		BackendInstance other = module.instantiate(BackendImports.NONE);
		assertThat(usedPages(module)).isEqualTo(8);
		other.close();
		instance.close();
		instance.close();
		assertThat(usedPages(module)).isZero();
	}

	@Test
	void growthBeyondTheBudgetShouldBeRefused() {
		BackendModule module = load("memory_grow", 8);
		BackendInstance other = module.instantiate(BackendImports.NONE);
		assertThat(grow(other, 4)).isEqualTo(1);
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		assertThat(instance.takeRefusedGrowth()).isNull();
		assertThat(grow(instance, 3)).isEqualTo(-1);
		RefusedGrowth refused = instance.takeRefusedGrowth();
		assertThat(refused).isEqualTo(RefusedGrowth.ofTotal(1, 4, budget(module)));
		assertThat(instance.takeRefusedGrowth()).isNull();
		assertThat(other.takeRefusedGrowth()).isNull();
		BackendMemory memory = instance.getMemory("memory");
		assertThat(memory).isNotNull();
		assertThat(memory.grow(3)).isEqualTo(-1);
		assertThat(instance.takeRefusedGrowth()).isEqualTo(refused);
		assertThat(grow(instance, 2)).isEqualTo(1);
		assertThat(instance.takeRefusedGrowth()).isNull();
		other.close();
		module.releaseSpareMemory();
		assertThat(grow(instance, 5)).isEqualTo(3);
		assertThat(memory.pages()).isEqualTo(8);
		instance.close();
	}

	private static MemoryBudget budget(BackendModule module) {
		MemoryBudget budget = module.getMemoryBudget();
		assertThat(budget).isNotNull();
		if (Backends.current().getId().equals("wasmtime")) {
			assertThat(budget.getSetting()).isEqualTo(WasmSetting.WASMTIME_MAX_TOTAL_MEMORY);
		}
		return budget;
	}

	@Test
	void growthBeyondTheMaximumShouldBeRefused() {
		BackendModule module = load("memory_grow", 100);
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		for (int pages : new int[] { 64, Integer.MAX_VALUE, -1 }) {
			assertThat(grow(instance, pages)).isEqualTo(-1);
			assertThat(instance.takeRefusedGrowth())
				.isEqualTo(RefusedGrowth.ofMaximum(1, 1 + Integer.toUnsignedLong(pages), 64));
		}
		assertThat(grow(instance, 0)).isEqualTo(1);
		assertThat(grow(instance, 63)).isEqualTo(1);
		assertThat(instance.takeRefusedGrowth()).isNull();
		assertThat(usedPages(module)).isEqualTo(64);
		instance.close();
	}

	@Test
	void growthThatWorkedShouldLetOneBeforeBeForgotten() {
		BackendInstance instance = load("memory_grow", 100).instantiate(BackendImports.NONE);
		assertThat(grow(instance, 64)).isEqualTo(-1);
		assertThat(grow(instance, 0)).isEqualTo(1);
		assertThat(grow(instance, 1)).isEqualTo(1);
		assertThat(instance.takeRefusedGrowth()).isNull();
		instance.close();
	}

	@Test
	void othersShouldBeAskedBeforeGrowthIsRefused() {
		BackendModule module = load("memory_grow", 8);
		BackendInstance idle = module.instantiate(BackendImports.NONE);
		assertThat(grow(idle, 5)).isEqualTo(1);
		MemoryReclaimer reclaimer = (bytes) -> {
			idle.close();
			return 6 * PAGE;
		};
		budget(module).register(reclaimer);
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		assertThat(grow(instance, 6)).isEqualTo(1);
		assertThat(instance.takeRefusedGrowth()).isNull();
		budget(module).unregister(reclaimer);
		instance.close();
	}

	@Test
	void othersShouldBeAskedBeforeAnInstanceIsRefused() {
		BackendModule module = load("memory_grow", 4);
		BackendInstance idle = module.instantiate(BackendImports.NONE);
		assertThat(grow(idle, 3)).isEqualTo(1);
		MemoryReclaimer reclaimer = (bytes) -> {
			idle.close();
			return bytes;
		};
		budget(module).register(reclaimer);
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		assertThat(grow(instance, 1)).isEqualTo(1);
		budget(module).unregister(reclaimer);
		instance.close();
	}

	@Test
	void instanceThatFindsNoMemoryShouldThrow() {
		BackendModule module = load("memory_grow", 2);
		BackendInstance first = module.instantiate(BackendImports.NONE);
		BackendInstance second = module.instantiate(BackendImports.NONE);
		assertThatExceptionOfType(WasmMemoryExhaustedException.class)
			.isThrownBy(() -> module.instantiate(BackendImports.NONE))
			.withMessageContainingAll("Module 'memory_grow'", Backends.current().getId(),
					"no room for its memory of 64 KB", "max-total-memory", "instances.max")
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo(budget(module).getSetting()));
		assertThat(usedPages(module)).isEqualTo(2);
		first.close();
		module.releaseSpareMemory();
		BackendInstance third = module.instantiate(BackendImports.NONE);
		second.close();
		third.close();
		assertThat(usedPages(module)).isZero();
	}

	@Test
	void moduleWhoseFirstInstanceFindsNoMemoryShouldNotBeLoaded() {
		WasmBackend backend = backend(PAGE / 2);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> Guests.load("memory_grow", backend))
			.withMessageContainingAll("Module 'memory_grow'", backend.getId(), "max-total-memory")
			.withCauseInstanceOf(WasmMemoryExhaustedException.class)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
	}

	@Test
	void instanceThatCannotBeMadeShouldTakeNothing() {
		BackendModule module = load("start_trap", 100);
		assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> module.instantiate(BackendImports.NONE));
		assertThat(usedPages(module)).isZero();
	}

	@Test
	void instanceThatIsLostShouldBeFound() throws Exception {
		BackendModule module = load("memory_grow", 8);
		assertThat(grow(module.instantiate(BackendImports.NONE), 6)).isEqualTo(1);
		boolean found = false;
		for (int i = 0; i < 1000 && !found; i++) {
			System.gc();
			found = usedPages(module) == 0;
			TimeUnit.MILLISECONDS.sleep((found) ? 0 : 10);
		}
		assertThat(found).isTrue();
	}

	@Test
	void growthPageByPageShouldCount() {
		BackendModule module = load("memory_grow", 40);
		BackendInstance instance = module.instantiate(BackendImports.NONE);
		int pages = 1;
		while (grow(instance, 1) == pages) {
			pages++;
			assertThat(usedPages(module)).isBetween(pages, 2 * pages);
		}
		assertThat(pages).isEqualTo(40);
		RefusedGrowth refused = instance.takeRefusedGrowth();
		assertThat(refused).isNotNull();
		assertThat(refused.cause()).isEqualTo(Cause.TOTAL);
		instance.close();
		assertThat(usedPages(module)).isZero();
	}

}
