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

package io.github.wasmspring;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;

/**
 * Linear memory of an instance: bytes from address 0 on, in pages of 64 KiB. Numbers are
 * little-endian. Every access is checked: one that is not entirely inside the memory
 * throws a {@link WasmMemoryException} and changes nothing.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://webassembly.github.io/spec/core/exec/runtime.html#memory-instances"> Memory
 * instances</a>
 */
public interface WasmMemory {

	/**
	 * Size of a page in bytes.
	 */
	int PAGE_SIZE = 65536;

	/**
	 * Return the current size in pages.
	 * @return the number of pages of 64 KiB
	 */
	int pages();

	/**
	 * Return the current size in bytes.
	 * @return the number of bytes
	 */
	default long size() {
		return (long) pages() * PAGE_SIZE;
	}

	/**
	 * Grow the memory.
	 * @param pages how many pages to add, not negative
	 * @return the size in pages before, or -1 if the memory may not grow that far
	 */
	int grow(int pages);

	/**
	 * Read bytes into an array.
	 * @param address where to start in the memory
	 * @param target the array to fill
	 * @param offset where to start in the array
	 * @param length how many bytes to read
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	void read(long address, byte[] target, int offset, int length);

	/**
	 * Write bytes of an array.
	 * @param address where to start in the memory
	 * @param source the array to read from
	 * @param offset where to start in the array
	 * @param length how many bytes to write
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	void write(long address, byte[] source, int offset, int length);

	/**
	 * Read a byte.
	 * @param address where to read
	 * @return the byte
	 * @throws WasmMemoryException if the address is not inside the memory
	 */
	byte readByte(long address);

	/**
	 * Write a byte.
	 * @param address where to write
	 * @param value the byte
	 * @throws WasmMemoryException if the address is not inside the memory
	 */
	void writeByte(long address, byte value);

	/**
	 * Read a 16-bit integer.
	 * @param address where its first byte is; need not be aligned
	 * @return the integer
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	short readShort(long address);

	/**
	 * Write a 16-bit integer.
	 * @param address where to write its first byte; need not be aligned
	 * @param value the integer
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	void writeShort(long address, short value);

	/**
	 * Read a 32-bit integer.
	 * @param address where its first byte is; need not be aligned
	 * @return the integer
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	int readInt(long address);

	/**
	 * Write a 32-bit integer.
	 * @param address where to write its first byte; need not be aligned
	 * @param value the integer
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	void writeInt(long address, int value);

	/**
	 * Read a 64-bit integer.
	 * @param address where its first byte is; need not be aligned
	 * @return the integer
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	long readLong(long address);

	/**
	 * Write a 64-bit integer.
	 * @param address where to write its first byte; need not be aligned
	 * @param value the integer
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	void writeLong(long address, long value);

	/**
	 * Read a 32-bit floating point number.
	 * @param address where its first byte is; need not be aligned
	 * @return the number
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default float readFloat(long address) {
		return Float.intBitsToFloat(readInt(address));
	}

	/**
	 * Write a 32-bit floating point number.
	 * @param address where to write its first byte; need not be aligned
	 * @param value the number
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default void writeFloat(long address, float value) {
		writeInt(address, Float.floatToRawIntBits(value));
	}

	/**
	 * Read a 64-bit floating point number.
	 * @param address where its first byte is; need not be aligned
	 * @return the number
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default double readDouble(long address) {
		return Double.longBitsToDouble(readLong(address));
	}

	/**
	 * Write a 64-bit floating point number.
	 * @param address where to write its first byte; need not be aligned
	 * @param value the number
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default void writeDouble(long address, double value) {
		writeLong(address, Double.doubleToRawLongBits(value));
	}

	/**
	 * Read bytes.
	 * @param address where to start
	 * @param length how many bytes to read
	 * @return a new array
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	byte[] readBytes(long address, int length);

	/**
	 * Write bytes.
	 * @param address where to start
	 * @param bytes the bytes to write
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default void writeBytes(long address, byte[] bytes) {
		Assert.notNull(bytes, "'bytes' must not be null");
		write(address, bytes, 0, bytes.length);
	}

	/**
	 * Read a UTF-8 string.
	 * @param address where to start
	 * @param length how many bytes to read
	 * @return the string; malformed bytes are replaced by U+FFFD
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default String readString(long address, int length) {
		return new String(readBytes(address, length), StandardCharsets.UTF_8);
	}

	/**
	 * Write a string as UTF-8, without a terminating zero.
	 * @param address where to start
	 * @param string the string to write
	 * @return how many bytes were written
	 * @throws WasmMemoryException if the range is not inside the memory
	 */
	default int writeString(long address, String string) {
		Assert.notNull(string, "'string' must not be null");
		byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
		writeBytes(address, bytes);
		return bytes.length;
	}

	/**
	 * Return a live view on a range: what the guest writes is seen through the view, and
	 * the other way round. The view stays valid when the memory grows, for which the
	 * backend may set aside as much heap as the memory may ever need. Unlike the other
	 * accesses, those through a view do not wait for other threads: it must not be used
	 * while another thread uses the instance, nor after the instance is closed, nor after
	 * the action or host function that was given the instance returns.
	 * @param address where the range starts
	 * @param length how many bytes it has
	 * @return a little-endian view
	 * @throws WasmMemoryException if the range is not inside the memory, or the backend
	 * has no views
	 */
	ByteBuffer view(long address, int length);

	/**
	 * Return a live view on 16-bit integers.
	 * @param address where the first one starts; need not be aligned
	 * @param length how many there are
	 * @return a little-endian view like {@link #view(long, int)}
	 * @throws WasmMemoryException if the range is not inside the memory, or the backend
	 * has no views
	 */
	default ShortBuffer shortView(long address, int length) {
		return view(address, bytes(length, Short.BYTES)).asShortBuffer();
	}

	/**
	 * Return a live view on 32-bit integers.
	 * @param address where the first one starts; need not be aligned
	 * @param length how many there are
	 * @return a little-endian view like {@link #view(long, int)}
	 * @throws WasmMemoryException if the range is not inside the memory, or the backend
	 * has no views
	 */
	default IntBuffer intView(long address, int length) {
		return view(address, bytes(length, Integer.BYTES)).asIntBuffer();
	}

	/**
	 * Return a live view on 64-bit integers.
	 * @param address where the first one starts; need not be aligned
	 * @param length how many there are
	 * @return a little-endian view like {@link #view(long, int)}
	 * @throws WasmMemoryException if the range is not inside the memory, or the backend
	 * has no views
	 */
	default LongBuffer longView(long address, int length) {
		return view(address, bytes(length, Long.BYTES)).asLongBuffer();
	}

	/**
	 * Return a live view on 32-bit floating point numbers.
	 * @param address where the first one starts; need not be aligned
	 * @param length how many there are
	 * @return a little-endian view like {@link #view(long, int)}
	 * @throws WasmMemoryException if the range is not inside the memory, or the backend
	 * has no views
	 */
	default FloatBuffer floatView(long address, int length) {
		return view(address, bytes(length, Float.BYTES)).asFloatBuffer();
	}

	/**
	 * Return a live view on 64-bit floating point numbers.
	 * @param address where the first one starts; need not be aligned
	 * @param length how many there are
	 * @return a little-endian view like {@link #view(long, int)}
	 * @throws WasmMemoryException if the range is not inside the memory, or the backend
	 * has no views
	 */
	default DoubleBuffer doubleView(long address, int length) {
		return view(address, bytes(length, Double.BYTES)).asDoubleBuffer();
	}

	/**
	 * Return the size of a range, or the largest one if no memory could have it.
	 */
	private static int bytes(int length, int size) {
		return (int) Math.min(Integer.MAX_VALUE, Math.max(Integer.MIN_VALUE, (long) length * size));
	}

}
