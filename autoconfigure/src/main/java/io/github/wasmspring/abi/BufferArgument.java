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

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmValueType;

/**
 * {@link ArgumentCodec} for values that are passed as pointer and length.
 *
 * @param codec converts the value
 */
record BufferArgument(BufferCodec codec) implements ArgumentCodec {

	@Override
	public List<WasmValueType> types() {
		return List.of(WasmValueType.I32, WasmValueType.I32);
	}

	@Override
	public boolean isNullable() {
		return this.codec.isNullable();
	}

	@Override
	public boolean isBuffer() {
		return true;
	}

	@Override
	public void write(@Nullable Object argument, long[] raw, int index, BufferExchange buffers) {
		ByteBuffer bytes = this.codec.toBuffer(argument);
		raw[index] = buffers.pass(bytes);
		raw[index + 1] = bytes.remaining();
	}

}
