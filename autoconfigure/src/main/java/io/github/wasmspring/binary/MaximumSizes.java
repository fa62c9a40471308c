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

package io.github.wasmspring.binary;

import java.util.ArrayList;
import java.util.List;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Lowers the maximums of memories and tables, so that every backend holds to them. What
 * is imported has the maximum that its provider gave it.
 *
 * @param problems describes what is wrong
 * @param index what the module declares
 */
record MaximumSizes(BinaryProblems problems, ModuleIndex index) {

	/**
	 * Most pages of a memory on any backend.
	 */
	private static final int MOST_PAGES = 32767;

	/**
	 * Return the sizes of the module's memories, which have at most that many pages in
	 * all.
	 * @throws WasmLoadException if they have more from the start
	 */
	List<SizeLimits> limitMemories(int pages) {
		List<SizeLimits> sizes = new ArrayList<>();
		for (int i = this.index.countImported(WasmExternalKind.MEMORY); i < this.index
			.count(WasmExternalKind.MEMORY); i++) {
			sizes.add(this.index.memory(i));
		}
		long initial = sum(sizes);
		if (initial > pages || initial < 0) {
			throw exceeded(
					"the module starts with a memory of %s pages of 64 KiB, but at most %d are allowed"
						.formatted(Long.toUnsignedString(initial), pages),
					(initial > MOST_PAGES || initial < 0)
							? WasmText.of("Compile the guest with a smaller initial memory, of at most 2047 MB.")
							: WasmText.of("Set %s to at least %s, or compile the guest with a smaller initial memory.",
									WasmSetting.MAX_MEMORY.proposing(size(initial)), size(initial)));
		}
		return limit(sizes, initial, pages);
	}

	/**
	 * Return the sizes of the module's tables, which have at most that many elements in
	 * all.
	 * @throws WasmLoadException if they have more from the start
	 */
	List<SizeLimits> limitTables(int elements) {
		List<SizeLimits> sizes = new ArrayList<>();
		for (int i = this.index.countImported(WasmExternalKind.TABLE); i < this.index
			.count(WasmExternalKind.TABLE); i++) {
			sizes.add(this.index.table(i).limits());
		}
		long initial = sum(sizes);
		if (initial > elements || initial < 0) {
			throw exceeded(
					"the module starts with tables of %s elements, but at most %d are allowed"
						.formatted(Long.toUnsignedString(initial), elements),
					WasmText.of("Set %s to at least %s if the module is the right one.",
							WasmSetting.MAX_TABLE_ELEMENTS.proposing(initial), Long.toUnsignedString(initial)));
		}
		return limit(sizes, initial, elements);
	}

	/**
	 * Let each grow by its share of what they do not have from the start.
	 */
	private static List<SizeLimits> limit(List<SizeLimits> sizes, long initial, int most) {
		long more = (most - initial) / Math.max(1, sizes.size());
		return sizes.stream().map((size) -> limit(size, size.minimum() + more)).toList();
	}

	private static SizeLimits limit(SizeLimits size, long largest) {
		Long maximum = size.maximum();
		return (maximum != null && Long.compareUnsigned(maximum, largest) <= 0) ? size : size.withMaximum(largest);
	}

	/**
	 * Return the sum of what is there from the start, which is negative if it is too
	 * large for a number.
	 */
	private static long sum(List<SizeLimits> sizes) {
		long sum = 0;
		for (SizeLimits size : sizes) {
			sum += size.minimum();
			if (size.minimum() < 0 || sum < 0) {
				return -1;
			}
		}
		return sum;
	}

	/**
	 * Return a number of pages as it is written in properties.
	 */
	private static String size(long pages) {
		return (pages % 16 == 0) ? pages / 16 + "MB" : pages * 64 + "KB";
	}

	private WasmLoadException exceeded(String fact, WasmText remedy) {
		return this.problems.failure(Reason.LIMIT_EXCEEDED, fact, remedy, null);
	}

}
