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

package io.github.wasmspring.abi;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmValueType;

/**
 * Obtains memory from a guest through the functions that it exports for that.
 */
final class Allocator {

	private static final WasmFunctionType ALLOCATE = type(1, true);

	private static final WasmFunctionType FREE_POINTER = type(1, false);

	private static final WasmFunctionType FREE_RANGE = type(2, false);

	private static final WasmFunctionType REALLOCATE = type(4, true);

	/**
	 * Alignment for the canonical ABI: bytes need none, and what a guest allocated has to
	 * be freed with the alignment that it was allocated with.
	 */
	private static final int ALIGNMENT = 1;

	private final String allocate;

	private final String free;

	private final boolean reallocates;

	private final boolean freesRange;

	private Allocator(String allocate, String free, WasmFunctionType freeType) {
		this.allocate = allocate;
		this.free = free;
		this.reallocates = freeType.equals(REALLOCATE);
		this.freesRange = freeType.equals(FREE_RANGE);
	}

	/**
	 * Return an allocator of two functions, or of a single one that has both roles.
	 * @return the allocator, or {@code null} if the types do not fit
	 */
	static @Nullable Allocator of(String allocate, WasmFunctionType allocateType, String free,
			WasmFunctionType freeType) {
		boolean fits = (allocate.equals(free)) ? freeType.equals(REALLOCATE)
				: allocateType.equals(ALLOCATE) && (freeType.equals(FREE_POINTER) || freeType.equals(FREE_RANGE));
		return (fits) ? new Allocator(allocate, free, freeType) : null;
	}

	/**
	 * Describe the types that fit.
	 */
	static String describeTypes() {
		return "%s to allocate and %s or %s to free, or a single %s".formatted(ALLOCATE, FREE_POINTER, FREE_RANGE,
				REALLOCATE);
	}

	private static WasmFunctionType type(int parameters, boolean result) {
		WasmValueType[] types = new WasmValueType[parameters];
		Arrays.fill(types, WasmValueType.I32);
		return new WasmFunctionType(List.of(types), (result) ? List.of(WasmValueType.I32) : List.of());
	}

	/**
	 * Allocate memory.
	 * @return the unsigned address as the guest returned it, 0 if it has no memory left
	 */
	long allocate(WasmInstance instance, int size) {
		long[] results = (this.reallocates) ? instance.getFunction(this.allocate).callRaw(0, 0, ALIGNMENT, size)
				: instance.getFunction(this.allocate).callRaw(size);
		return Integer.toUnsignedLong((int) results[0]);
	}

	void free(WasmInstance instance, long pointer, int size) {
		WasmExportedFunction function = instance.getFunction(this.free);
		if (this.reallocates) {
			function.callRaw(pointer, size, ALIGNMENT, 0);
		}
		else if (this.freesRange) {
			function.callRaw(pointer, size);
		}
		else {
			function.callRaw(pointer);
		}
	}

}
