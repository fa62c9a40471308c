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

/**
 * Moves buffers between Java and the memory of a guest.
 */
interface BufferExchange {

	/**
	 * Copy bytes into memory that the guest allocates.
	 * @param bytes a buffer with an accessible array; its remaining bytes are copied
	 * @return the unsigned address of the copy
	 */
	long pass(ByteBuffer bytes);

	/**
	 * Copy bytes out of the guest's memory, and give them up there.
	 * @param pointer the unsigned address
	 * @param length the unsigned number of bytes
	 * @return the bytes
	 */
	byte[] take(long pointer, long length);

	/**
	 * Decode text in UTF-8 straight from the guest's memory, and give it up there.
	 * @param pointer the unsigned address
	 * @param length the unsigned number of bytes
	 * @param codec decodes what is not plain
	 * @return the text
	 */
	Object takeText(long pointer, long length, StringCodec codec);

	/**
	 * Copy bytes that end with a zero out of the guest's memory, and give them up there.
	 * @param pointer the unsigned address
	 * @return the bytes without the zero
	 */
	byte[] takeTerminated(long pointer);

}
