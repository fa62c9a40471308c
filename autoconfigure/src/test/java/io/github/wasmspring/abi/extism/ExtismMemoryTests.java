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

package io.github.wasmspring.abi.extism;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExtismMemory}.
 */
class ExtismMemoryTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final BlockBudget budget = new BlockBudget(4 * MEGABYTE);

	private final ExtismMemory memory = new ExtismMemory(8 * MEGABYTE, this.budget);

	@Test
	void allocateShouldKeepToTheBudgetOfAll() {
		ExtismMemory other = new ExtismMemory(8 * MEGABYTE, this.budget);
		assertThat(this.memory.allocate(3 * MEGABYTE)).isPositive();
		assertThat(other.allocate(3 * MEGABYTE)).isZero();
		this.memory.clear();
		assertThat(other.allocate(3 * MEGABYTE)).isPositive();
		other.release();
		assertThat(this.budget.taken()).isZero();
	}

	@Test
	void allocateShouldKeepToTheNumberOfBlocks() {
		int blocks = 0;
		while (this.memory.allocate(1) != 0) {
			blocks++;
		}
		assertThat(blocks).isEqualTo(1 << 17);
		this.memory.clear();
		assertThat(this.memory.allocate(1)).isPositive();
	}

	@Test
	void allocateShouldRefuseLengthsThatLie() {
		for (long length : new long[] { 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 6, 1L << 32 }) {
			assertThat(this.memory.allocate(length)).as("%d", length).isZero();
		}
	}

	@Test
	void accessOutsideOfBlocksShouldThrow() {
		long offset = this.memory.allocate(16);
		for (long wrong : new long[] { 0, -8, offset + 9, offset + 16, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32 }) {
			assertThatExceptionOfType(IndexOutOfBoundsException.class).as("%d", wrong)
				.isThrownBy(() -> this.memory.loadLong(wrong));
		}
		assertThat(this.memory.loadLong(offset + 8)).isZero();
	}

	@Test
	void blocksShouldBeZeroInTheNextCall() {
		long offset = this.memory.allocate(200_000);
		this.memory.storeLong(offset, -1);
		this.memory.clear();
		assertThat(this.memory.loadLong(this.memory.allocate(200_000))).isZero();
	}

}
