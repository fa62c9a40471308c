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

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.github.wasmspring.WasmErrorContext;

/**
 * {@link ValueCodec} that takes shortcuts between Java and the memory of a guest where
 * there are some.
 */
interface BufferCodec extends ValueCodec {

	/**
	 * Return a codec with its failures explained.
	 * @param codec the codec
	 * @param type the type that it converts
	 * @param context what an error is about
	 */
	static BufferCodec of(ValueCodec codec, ResolvableType type, WasmErrorContext context) {
		return (codec instanceof BufferCodec plain) ? plain : new ResolvedCodec(codec, type, context);
	}

	/**
	 * Return the bytes of a value.
	 * @param value the value, {@code null} only if this codec is nullable
	 * @return a buffer with an accessible array
	 */
	default ByteBuffer toBuffer(@Nullable Object value) {
		return ByteBuffer.wrap(encode(value));
	}

	/**
	 * Return the value of bytes in a guest, which keeps them.
	 * @param memory where to get the bytes
	 * @param pointer the unsigned address
	 * @param length the unsigned number of bytes
	 * @return the value, {@code null} only if this codec is nullable
	 * @throws io.github.wasmspring.WasmValueException if the bytes are malformed
	 */
	default @Nullable Object read(GuestMemory memory, long pointer, long length) {
		return decode(memory.read(pointer, length));
	}

	/**
	 * Return the value of bytes in a guest, which are given up there.
	 * @param buffers where to get the bytes
	 * @param pointer the unsigned address
	 * @param length the unsigned number of bytes
	 * @return the value, {@code null} only if this codec is nullable
	 * @throws io.github.wasmspring.WasmValueException if the bytes are malformed
	 */
	default @Nullable Object take(BufferExchange buffers, long pointer, long length) {
		return decode(buffers.take(pointer, length));
	}

}
