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

package io.github.wasmspring.instance;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of instances that nobody uses while others lack memory.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class MemoryOfInstancesTests {

	private static final InstanceSettings SETTINGS = InstanceSettings.DEFAULTS.withMax(4);

	private static final int PAGES = 16;

	private final MemoryBudget budget = new MemoryBudget((long) PAGES * WasmMemory.PAGE_SIZE,
			WasmSetting.MAX_TOTAL_MEMORY);

	private final ChicoryBackend backend = ChicoryBackend.interpreted(this.budget);

	private final WasmModule module = Guests.load("memory_grow", ChicoryBackend.interpreted());

	private InstancePool open(InstanceSettings settings) {
		BackendModule compiled = this.backend
			.load(WasmBinary.of("memory_grow", Guests.bytes("memory_grow"), LoadLimits.DEFAULTS, 64));
		return new InstancePool(this.module, compiled, ModuleImports.NONE, settings, VirtualThreadMode.CARRIER,
				(function) -> null);
	}

	private static int grow(InstancePool pool, int pages) {
		return (int) call(pool, "grow", pages);
	}

	private static Object call(InstancePool pool, String function, Object... arguments) {
		@Nullable Object result = pool.<@Nullable Object>execute(Call.each(null),
				(instance) -> instance.call(function, arguments));
		assertThat(result).isNotNull();
		return result;
	}

	@Test
	void growthShouldTakeTheMemoryOfIdleInstancesOfAnotherModule() {
		InstancePool idle = open(SETTINGS);
		assertThat(grow(idle, 10)).isEqualTo(1);
		InstancePool busy = open(SETTINGS);
		assertThat(grow(busy, 10)).isEqualTo(1);
		assertThat(idle.getUsage().getIdle()).isZero();
		assertThat(call(idle, "size")).isEqualTo(1);
	}

	@Test
	void instanceShouldTakeTheMemoryOfIdleInstancesOfItsOwnModule() {
		InstancePool pool = open(SETTINGS);
		pool.execute(Call.each(null), (first) -> {
			assertThat(grow(pool, 12)).isEqualTo(1);
			return null;
		});
		pool.execute(Call.each(null), (first) -> pool.execute(Call.each(null), (second) -> {
			assertThat(first.memory().pages() + second.memory().pages()).isEqualTo(14);
			return null;
		}));
		pool.execute(Call.each(null), (first) -> {
			assertThat(first.call("grow", 14)).isIn(1, 13);
			return null;
		});
	}

	@Test
	void instanceThatGrewTheMostShouldGoFirst() {
		InstancePool idle = open(SETTINGS);
		idle.execute(Call.each(null), (first) -> grow(idle, 10));
		assertThat(idle.getUsage().getIdle()).isEqualTo(2);
		InstancePool busy = open(SETTINGS);
		assertThat(grow(busy, 5)).isEqualTo(1);
		assertThat(idle.getUsage().getIdle()).isEqualTo(1);
		assertThat(idle.getUsage().getMemory()).isEqualTo(WasmMemory.PAGE_SIZE);
	}

	@Test
	void instanceThatIsInUseShouldKeepItsMemory() {
		InstancePool used = open(SETTINGS);
		InstancePool other = open(SETTINGS);
		used.execute(Call.each(null), (instance) -> {
			assertThat(instance.call("grow", 14)).isEqualTo(1);
			assertThat(grow(other, 1)).isEqualTo(-1);
			assertThat(instance.memory().pages()).isEqualTo(15);
			return null;
		});
	}

	@Test
	void singleInstanceShouldKeepItsState() {
		InstancePool single = open(SETTINGS.withMode(InstanceMode.SINGLE));
		assertThat(grow(single, 14)).isEqualTo(1);
		InstancePool other = open(SETTINGS);
		assertThat(grow(other, 1)).isEqualTo(-1);
		assertThat(call(single, "size")).isEqualTo(15);
	}

	@Test
	void callForWhoseInstanceThereIsNoMemoryShouldSayWhichSettingToRaise() {
		InstancePool single = open(SETTINGS.withMode(InstanceMode.SINGLE));
		assertThat(grow(single, 15)).isEqualTo(1);
		InstancePool other = open(SETTINGS);
		assertThatExceptionOfType(WasmMemoryExhaustedException.class).isThrownBy(() -> call(other, "size"))
			.withMessageContainingAll("Module 'memory_grow'", "may take 1 MB together");
		single.close();
		assertThat(call(other, "size")).isEqualTo(1);
	}

	@Test
	void idleInstanceShouldBeClosedAfterSomeTime() {
		InstancePool pool = open(SETTINGS.withIdleTimeout(Duration.ofMillis(20)));
		assertThat(call(pool, "size")).isEqualTo(1);
		Awaitility.await().until(() -> pool.getUsage().getIdle() == 0);
		assertThat(call(pool, "size")).isEqualTo(1);
	}

	@Test
	void instanceThatIsNoPooledOneShouldHaveNoIdleTimeout() {
		InstanceSettings settings = SETTINGS.withIdleTimeout(Duration.ofMillis(1));
		InstancePool single = open(settings.withMode(InstanceMode.SINGLE));
		assertThat(grow(single, 1)).isEqualTo(1);
		InstancePool pool = open(settings);
		assertThat(call(pool, "size")).isEqualTo(1);
		Awaitility.await().until(() -> pool.getUsage().getIdle() == 0);
		assertThat(call(single, "size")).isEqualTo(2);
	}

	@Test
	void moduleOfMoreInstancesThanThereIsMemoryForShouldBeToldOf(CapturedOutput output) {
		open(SETTINGS.withMax(PAGES));
		assertThat(output).doesNotContain("more than all instances may take");
		open(SETTINGS.withMax(PAGES + 1));
		assertThat(output).contains("Module 'memory_grow'",
				"17 instances of 64 KB each are more than all instances may take together, 1024 KB");
	}

	@Test
	void poolThatIsClosedShouldGiveBackEverything() {
		List<InstancePool> pools = List.of(open(SETTINGS), open(SETTINGS.withMode(InstanceMode.PER_CALL)),
				open(SETTINGS.withMode(InstanceMode.SINGLE)));
		for (InstancePool pool : pools) {
			assertThat(grow(pool, 3)).isEqualTo(1);
			pool.close();
		}
		assertThat(this.budget.reclaim(Long.MAX_VALUE)).isNotNegative();
		assertThat(this.budget.getUsed()).isZero();
	}

}
