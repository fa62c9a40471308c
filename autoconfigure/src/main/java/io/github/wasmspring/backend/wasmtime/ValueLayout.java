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

package io.github.wasmspring.backend.wasmtime;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.wasmspring.WasmValueType;

/**
 * Reads and writes the values of one direction of a function in the memory through which
 * they pass.
 */
final class ValueLayout {

	private static final long[] NOTHING = {};

	private final boolean[] wide;

	ValueLayout(List<WasmValueType> types) {
		this.wide = new boolean[types.size()];
		for (int i = 0; i < this.wide.length; i++) {
			this.wide[i] = types.get(i) == WasmValueType.I64 || types.get(i) == WasmValueType.F64;
		}
	}

	int size() {
		return this.wide.length;
	}

	void write(ByteBuffer buffer, long[] values) {
		for (int i = 0; i < this.wide.length; i++) {
			buffer.putLong(i << 3, values[i]);
		}
	}

	long[] read(ByteBuffer buffer) {
		if (this.wide.length == 0) {
			return NOTHING;
		}
		long[] values = new long[this.wide.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (this.wide[i]) ? buffer.getLong(i << 3) : buffer.getInt(i << 3);
		}
		return values;
	}

}
