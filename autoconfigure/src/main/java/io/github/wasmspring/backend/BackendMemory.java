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

package io.github.wasmspring.backend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A linear memory of an instance. The caller has checked that every range is inside the
 * memory. Numbers are little-endian, and addresses need not be aligned.
 *
 * @since 0.1.0
 */
public interface BackendMemory {

	/**
	 * Largest memory, in pages of 64 KiB: 2047 MB. A Java array or buffer holds little
	 * more.
	 */
	int MAX_PAGES = 32752;

	/**
	 * Return the current size.
	 * @return the number of pages of 64 KiB
	 */
	int pages();

	/**
	 * Grow the memory.
	 * @param pages how many pages to add
	 * @return the size in pages before, or -1 if the memory may not grow that far
	 */
	int grow(int pages);

	/**
	 * Read bytes into an array.
	 * @param address where to start in the memory
	 * @param target the array to fill
	 * @param offset where to start in the array
	 * @param length how many bytes to read
	 */
	void read(int address, byte[] target, int offset, int length);

	/**
	 * Read text in UTF-8, in which malformed bytes become replacement characters.
	 * @param address where to start in the memory
	 * @param length how many bytes to read
	 * @return the text
	 */
	default String readString(int address, int length) {
		byte[] bytes = new byte[length];
		read(address, bytes, 0, length);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Write bytes of an array.
	 * @param address where to start in the memory
	 * @param source the array to read from
	 * @param offset where to start in the array
	 * @param length how many bytes to write
	 */
	void write(int address, byte[] source, int offset, int length);

	/**
	 * Read a byte.
	 * @param address where to read
	 * @return the byte
	 */
	byte readByte(int address);

	/**
	 * Write a byte.
	 * @param address where to write
	 * @param value the byte
	 */
	void writeByte(int address, byte value);

	/**
	 * Read a 16-bit integer.
	 * @param address where its first byte is
	 * @return the integer
	 */
	short readShort(int address);

	/**
	 * Write a 16-bit integer.
	 * @param address where to write its first byte
	 * @param value the integer
	 */
	void writeShort(int address, short value);

	/**
	 * Read a 32-bit integer.
	 * @param address where its first byte is
	 * @return the integer
	 */
	int readInt(int address);

	/**
	 * Write a 32-bit integer.
	 * @param address where to write its first byte
	 * @param value the integer
	 */
	void writeInt(int address, int value);

	/**
	 * Read a 64-bit integer.
	 * @param address where its first byte is
	 * @return the integer
	 */
	long readLong(int address);

	/**
	 * Write a 64-bit integer.
	 * @param address where to write its first byte
	 * @param value the integer
	 */
	void writeLong(int address, long value);

	/**
	 * Return a live view on a range, little-endian, which stays valid when the memory
	 * grows.
	 * @param address where the range starts
	 * @param length how many bytes it has
	 * @return the view, or {@code null} if the backend has none
	 */
	default @Nullable ByteBuffer view(int address, int length) {
		return null;
	}

}
