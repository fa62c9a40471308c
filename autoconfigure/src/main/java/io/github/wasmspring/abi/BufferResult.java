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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmValueType;

/**
 * {@link ResultCodec} for a buffer that is returned as pointer and length, either packed
 * into one result or as two.
 *
 * @param codec converts the value
 * @param packed whether there is one result
 */
record BufferResult(BufferCodec codec, boolean packed) implements ResultCodec {

	@Override
	public List<WasmValueType> types() {
		return (this.packed) ? List.of(WasmValueType.I64) : List.of(WasmValueType.I32, WasmValueType.I32);
	}

	@Override
	public boolean isBuffer() {
		return true;
	}

	@Override
	public @Nullable Object read(long[] raw, BufferExchange buffers) {
		long pointer = (this.packed) ? raw[0] >>> Integer.SIZE : Integer.toUnsignedLong((int) raw[0]);
		long length = Integer.toUnsignedLong((int) raw[(this.packed) ? 0 : 1]);
		return this.codec.take(buffers, pointer, length);
	}

}
