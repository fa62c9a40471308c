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
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmValueException;

/**
 * {@link BufferCodec} for text in UTF-8.
 *
 * @param context what an error is about
 */
record StringCodec(WasmErrorContext context) implements BufferCodec {

	private static final char REPLACEMENT = '\uFFFD';

	@Override
	public byte[] encode(@Nullable Object value) {
		return ((String) Objects.requireNonNull(value)).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public Object decode(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		if (isSuspect(text)) {
			checkWellFormed(bytes);
		}
		return text;
	}

	@Override
	public Object read(GuestMemory memory, long pointer, long length) {
		return memory.readText(pointer, length, this);
	}

	@Override
	public Object take(BufferExchange buffers, long pointer, long length) {
		return buffers.takeText(pointer, length, this);
	}

	/**
	 * Return whether text that was decoded leniently may have been malformed.
	 */
	boolean isSuspect(String text) {
		return text.indexOf(REPLACEMENT) != -1;
	}

	/**
	 * Tell a replacement character that the guest wrote from one that stands for
	 * malformed bytes.
	 */
	private void checkWellFormed(byte[] bytes) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CharBuffer out = CharBuffer.allocate(bytes.length);
		CoderResult result = decoder.decode(in, out, true);
		if (result.isError()) {
			throw new WasmValueException(this.context,
					"malformed UTF-8 at offset %d of %d bytes".formatted(in.position(), bytes.length),
					"Encode the text in UTF-8, or use byte[] for bytes that are not text.", null);
		}
	}

}
