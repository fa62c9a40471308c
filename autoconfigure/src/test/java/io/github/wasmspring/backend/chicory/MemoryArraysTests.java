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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryArrays}.
 */
class MemoryArraysTests {

	private static final int PAGE = Memory.PAGE_SIZE;

	private static final int MEGABYTE = 1024 * 1024;

	private final MemoryArrays arrays = new MemoryArrays(8);

	@Test
	void getShouldReturnWipedArrayOfTheLength() {
		byte[] array = { 1, 2, 3 };
		this.arrays.release(array);
		assertThat(this.arrays.get(2)).containsExactly(0, 0);
		assertThat(this.arrays.get(3)).isSameAs(array).containsExactly(0, 0, 0);
		assertThat(this.arrays.get(3)).isNotSameAs(array);
	}

	@Test
	void extendShouldKeepBytesAndAddZeros() {
		byte[] array = { 9, 9, 9, 9, 9 };
		this.arrays.release(array);
		assertThat(this.arrays.extend(new byte[] { 1, 2 }, 4)).containsExactly(1, 2, 0, 0);
		assertThat(this.arrays.extend(new byte[] { 1, 2 }, 5)).isSameAs(array).containsExactly(1, 2, 0, 0, 0);
	}

	@Test
	void releaseShouldKeepBoundedBytes() {
		Set<byte[]> released = release(200, 2 * MEGABYTE);
		long kept = IntStream.range(0, 200).filter((i) -> released.contains(this.arrays.get(2 * MEGABYTE))).count();
		assertThat(kept).isBetween(1L, 8L);
		assertThat(release(1, 4 * MEGABYTE).contains(this.arrays.get(4 * MEGABYTE))).isTrue();
	}

	@Test
	void releaseShouldNotKeepLongArray() {
		assertThat(release(1, 4 * MEGABYTE + 1).contains(this.arrays.get(4 * MEGABYTE + 1))).isFalse();
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
			assertThat(release(1, 50 * PAGE).contains(this.arrays.get(50 * PAGE))).isTrue();
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
		assertThat(this.arrays.get(viewed.length)).isNotSameAs(viewed);
	}

	private Set<byte[]> release(int count, int length) {
		Set<byte[]> released = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < count; i++) {
			byte[] array = new byte[length];
			released.add(array);
			this.arrays.release(array);
		}
		return released;
	}

}
