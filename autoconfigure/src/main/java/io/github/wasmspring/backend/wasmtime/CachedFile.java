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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * File that wasmtime wrote into its cache.
 *
 * @param name the path relative to wasmtime's directory, with slashes
 * @param content the content
 */
@SuppressWarnings("ArrayRecordComponent")
record CachedFile(String name, byte[] content) {

	byte[] toBytes() {
		byte[] name = this.name.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(Integer.BYTES + name.length + this.content.length)
			.putInt(name.length)
			.put(name)
			.put(this.content)
			.array();
	}

	/**
	 * Return what {@link #toBytes()} wrote.
	 * @throws IOException if the bytes are something else
	 */
	static CachedFile of(byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		int length = (buffer.remaining() >= Integer.BYTES) ? buffer.getInt() : -1;
		if (length < 0 || length > buffer.remaining()) {
			throw new IOException("it has no name");
		}
		byte[] name = new byte[length];
		buffer.get(name);
		byte[] content = new byte[buffer.remaining()];
		buffer.get(content);
		return new CachedFile(new String(name, StandardCharsets.UTF_8), content);
	}

}
