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

import java.util.List;

import com.dylibso.chicory.wasm.types.ValType;

/**
 * Gives raw values the form that the interpreter relies on: it compares all 64 bits of an
 * {@code i32}, and keeps those of an {@code f32}. Both have the sign of their lower half
 * in the upper one.
 */
final class RawValues {

	private final boolean[] narrow;

	private RawValues(boolean[] narrow) {
		this.narrow = narrow;
	}

	/**
	 * Return what treats values of some types.
	 */
	static RawValues of(List<ValType> types) {
		boolean[] narrow = new boolean[types.size()];
		for (int i = 0; i < narrow.length; i++) {
			narrow[i] = isNarrow(types.get(i));
		}
		return new RawValues(narrow);
	}

	private static boolean isNarrow(ValType type) {
		return type.equals(ValType.I32) || type.equals(ValType.F32);
	}

	/**
	 * Return values in that form.
	 * @param values the values, which stay as they are
	 * @return the same array if nothing is to be changed
	 */
	long[] canonical(long[] values) {
		int count = Math.min(this.narrow.length, values.length);
		for (int i = 0; i < count; i++) {
			if (this.narrow[i] && values[i] != (int) values[i]) {
				return copy(values, count);
			}
		}
		return values;
	}

	private long[] copy(long[] values, int count) {
		long[] canonical = values.clone();
		for (int i = 0; i < count; i++) {
			if (this.narrow[i]) {
				canonical[i] = (int) canonical[i];
			}
		}
		return canonical;
	}

	/**
	 * Return a single value of a type in that form.
	 */
	static long canonical(ValType type, long value) {
		return (isNarrow(type)) ? (int) value : value;
	}

}
