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
import java.nio.ByteOrder;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * {@link BufferCodec} for byte buffers.
 */
final class ByteBufferCodec implements BufferCodec {

	static final ByteBufferCodec INSTANCE = new ByteBufferCodec();

	private ByteBufferCodec() {
	}

	@Override
	public byte[] encode(@Nullable Object value) {
		ByteBuffer buffer = (ByteBuffer) Objects.requireNonNull(value);
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(buffer.position(), bytes);
		return bytes;
	}

	@Override
	public ByteBuffer toBuffer(@Nullable Object value) {
		return (value instanceof ByteBuffer buffer && buffer.hasArray()) ? buffer : BufferCodec.super.toBuffer(value);
	}

	@Override
	public Object decode(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

}
