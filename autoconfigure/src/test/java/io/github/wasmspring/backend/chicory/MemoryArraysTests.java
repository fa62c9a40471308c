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

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.MemoryShare;
import io.github.wasmspring.backend.RefusedGrowth.Cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemoryArrays}.
 */
class MemoryArraysTests {

	private static final int PAGE = Memory.PAGE_SIZE;

	private static final int MEGABYTE = 1024 * 1024;

	private final MemoryBudget budget = new MemoryBudget(64 * MEGABYTE, WasmSetting.MAX_TOTAL_MEMORY);

	private final MemoryArrays arrays = new MemoryArrays(this.budget, 8);

	@Test
	void getShouldReturnWipedArrayOfTheLength() {
		MemoryArray array = this.arrays.get(3);
		array.bytes()[1] = 7;
		array.noteWritten(2);
		this.arrays.release(array, false);
		assertThat(this.arrays.get(2).bytes()).containsExactly(0, 0);
		assertThat(this.arrays.get(3)).isSameAs(array);
		assertThat(array.bytes()).containsExactly(0, 0, 0);
		assertThat(this.arrays.get(3)).isNotSameAs(array);
	}

	@Test
	void extendShouldKeepBytesAndWipeOutOthersWhenNeeded() {
		MemoryArray array = this.arrays.get(5);
		Arrays.fill(array.bytes(), (byte) 9);
		array.noteWritten(5);
		this.arrays.release(array, false);
		assertThat(extend(of(1, 2), 4).bytes()).containsExactly(1, 2, 0, 0);
		assertThat(extend(of(1, 2), 5)).isSameAs(array);
		array.clear(2, 4);
		assertThat(array.bytes()).containsExactly(1, 2, 0, 0, 9);
		array.clear(4, 5);
		assertThat(array.bytes()).containsExactly(1, 2, 0, 0, 0);
	}

	@Test
	void grownMemoryShouldShowNothingOfTheOneBefore() {
		HeadRoom headRoom = new HeadRoom();
		headRoom.allow();
		for (int round = 0; round < 3; round++) {
			LinearMemory memory = new LinearMemory(new MemoryLimits(1, 64), this.arrays, true, headRoom);
			for (int pages = 1; pages <= 64; pages++) {
				assertThat(memory.readBytes((pages - 1) * PAGE, PAGE)).containsOnly(0);
				memory.fill((byte) 7, (pages - 1) * PAGE, pages * PAGE);
				memory.grow((pages < 64) ? 1 : 0);
			}
			memory.release();
		}
	}

	private MemoryArray of(int... bytes) {
		MemoryArray array = this.arrays.get(bytes.length);
		for (int i = 0; i < bytes.length; i++) {
			array.bytes()[i] = (byte) bytes[i];
		}
		return array;
	}

	private MemoryArray extend(MemoryArray array, int length) {
		return this.arrays.extend(array, array.length(), length, true, false);
	}

	@Test
	void whatIsUsedOrKeptShouldCount() {
		MemoryArray array = this.arrays.get(PAGE);
		assertThat(this.budget.getUsed()).isEqualTo(PAGE);
		array = extend(array, 3 * PAGE);
		assertThat(this.budget.getUsed()).isEqualTo(4 * PAGE);
		array = extend(array, 65 * MEGABYTE / 2);
		assertThat(this.budget.getUsed()).isEqualTo(4 * PAGE + 65 * MEGABYTE / 2);
		this.arrays.release(array, false);
		assertThat(this.budget.getUsed()).isEqualTo(4 * PAGE);
		this.arrays.close();
		assertThat(this.budget.getUsed()).isZero();
	}

	@Test
	void arrayThatIsViewedShouldNotBeKept() {
		MemoryArray array = this.arrays.get(PAGE);
		this.arrays.release(array, true);
		assertThat(this.arrays.get(PAGE)).isNotSameAs(array);
		assertThat(this.budget.getUsed()).isEqualTo(PAGE);
	}

	@Test
	void getBeyondTheBudgetShouldThrowAndTakeNothing() {
		MemoryArray array = this.arrays.get(40 * MEGABYTE);
		assertThatExceptionOfType(RefusedMemoryException.class).isThrownBy(() -> this.arrays.get(25 * MEGABYTE))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Cause.TOTAL));
		assertThatExceptionOfType(RefusedMemoryException.class).isThrownBy(() -> extend(array, 65 * MEGABYTE));
		assertThat(this.budget.getUsed()).isEqualTo(40 * MEGABYTE);
	}

	@Test
	void keptArraysShouldGoWhenOthersNeedTheMemory() {
		this.budget.register(this.arrays);
		release(4, 4 * MEGABYTE);
		assertThat(this.budget.getUsed()).isEqualTo(16 * MEGABYTE);
		MemoryShare share = this.budget.createShare();
		assertThat(share.acquire(60 * MEGABYTE)).isTrue();
		assertThat(this.budget.getUsed()).isEqualTo(64 * MEGABYTE);
		share.close();
	}

	@Test
	void restShouldDropKeptArraysAndTheNextOnes() {
		MemoryArray used = this.arrays.get(PAGE);
		release(2, PAGE);
		this.arrays.rest();
		assertThat(this.budget.getUsed()).isEqualTo(PAGE);
		this.arrays.release(used, false);
		assertThat(this.budget.getUsed()).isZero();
		this.arrays.release(this.arrays.get(PAGE), false);
		assertThat(this.budget.getUsed()).isEqualTo(PAGE);
	}

	@Test
	void releaseShouldKeepBoundedBytes() {
		Set<MemoryArray> released = release(16, 2 * MEGABYTE);
		List<MemoryArray> next = IntStream.range(0, 16).mapToObj((i) -> this.arrays.get(2 * MEGABYTE)).toList();
		assertThat(next.stream().filter(released::contains).count()).isBetween(1L, 8L);
		next.forEach((array) -> array.share().close());
		assertThat(release(1, 4 * MEGABYTE)).contains(this.arrays.get(4 * MEGABYTE));
	}

	@Test
	void releaseShouldNotKeepLongArray() {
		assertThat(release(1, 8 * MEGABYTE + 1)).doesNotContain(this.arrays.get(8 * MEGABYTE + 1));
	}

	@Test
	void releaseShouldReplaceLengthsThatNobodyAsksFor() {
		release(1000, 8);
		boolean found = IntStream.range(0, 1000).anyMatch((i) -> release(1, 16).contains(this.arrays.get(16)));
		assertThat(found).isTrue();
	}

	/**
	 * Slots are left, but hardly any bytes.
	 */
	@Test
	void releaseShouldReplaceLongLengthsThatNobodyAsksFor() {
		for (int pages = 60; pages < 64; pages++) {
			release(1, pages * PAGE);
		}
		for (int i = 0; i < 10; i++) {
			MemoryArray array = release(1, 50 * PAGE).iterator().next();
			assertThat(this.arrays.get(50 * PAGE)).isSameAs(array);
			array.share().close();
		}
	}

	@Test
	void memoryThatGrewShouldLeaveBothOfItsArrays() {
		LinearMemory memory = new LinearMemory(new MemoryLimits(17, 32), this.arrays, true, new HeadRoom());
		byte[] first = memory.bytes;
		memory.fill((byte) 7, 0, 17 * PAGE);
		assertThat(memory.grow(1)).isEqualTo(17);
		byte[] second = memory.bytes;
		memory.fill((byte) 7, 17 * PAGE, 18 * PAGE);
		memory.release();
		LinearMemory next = new LinearMemory(new MemoryLimits(17, 32), this.arrays, true, new HeadRoom());
		assertThat(next.bytes).isSameAs(first).containsOnly(0);
		assertThat(next.grow(1)).isEqualTo(17);
		assertThat(next.bytes).isSameAs(second).containsOnly(0);
	}

	@Test
	void memoryThatGrewBelowViewShouldKeepItsArray() {
		LinearMemory memory = new LinearMemory(new MemoryLimits(1, 2), this.arrays, true, new HeadRoom());
		memory.view(0, 8);
		byte[] viewed = memory.bytes;
		assertThat(memory.grow(1)).isOne();
		memory.release();
		assertThat(this.arrays.get(viewed.length).bytes()).isNotSameAs(viewed);
	}

	private Set<MemoryArray> release(int count, int length) {
		Set<MemoryArray> released = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < count; i++) {
			released.add(this.arrays.get(length));
		}
		released.forEach((array) -> this.arrays.release(array, false));
		return released;
	}

}
