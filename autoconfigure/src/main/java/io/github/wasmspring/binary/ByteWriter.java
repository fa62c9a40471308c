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

package io.github.wasmspring.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes bytes and numbers, each number in its shortest form.
 */
final class ByteWriter {

	private byte[] bytes;

	private int size;

	ByteWriter() {
		this(64);
	}

	ByteWriter(int capacity) {
		this.bytes = new byte[capacity];
	}

	private void ensure(int more) {
		if (more > this.bytes.length - this.size) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(Math.addExact(this.size, more),
					(int) Math.min(Integer.MAX_VALUE - 8L, this.bytes.length + (this.bytes.length >> 1) + 64L)));
		}
	}

	void writeByte(int value) {
		if (this.size == this.bytes.length) {
			ensure(1);
		}
		this.bytes[this.size++] = (byte) value;
	}

	void writeBytes(byte[] source, int offset, int length) {
		ensure(length);
		System.arraycopy(source, offset, this.bytes, this.size, length);
		this.size += length;
	}

	void writeBytes(ByteWriter other) {
		writeBytes(other.bytes, 0, other.size);
	}

	/**
	 * Write an unsigned number of 32 bits.
	 */
	void writeU32(int value) {
		if (value >>> 7 == 0) {
			writeByte(value);
			return;
		}
		int rest = value;
		while (rest >>> 7 != 0) {
			writeByte(rest | 0x80);
			rest >>>= 7;
		}
		writeByte(rest);
	}

	/**
	 * Write an unsigned number of 64 bits.
	 */
	void writeU64(long value) {
		long rest = value;
		while (rest >>> 7 != 0) {
			writeByte((int) rest | 0x80);
			rest >>>= 7;
		}
		writeByte((int) rest);
	}

	/**
	 * Write a signed number.
	 */
	void writeSigned(long value) {
		long rest = value;
		while (rest > 0x3F || rest < -0x40) {
			writeByte((int) rest & 0x7F | 0x80);
			rest >>= 7;
		}
		writeByte((int) rest & 0x7F);
	}

	/**
	 * Write the lower bytes of a number, the lowest first.
	 */
	void writeLittleEndian(long value, int count) {
		ensure(count);
		for (int i = 0; i < count; i++) {
			this.bytes[this.size++] = (byte) (value >>> 8 * i);
		}
	}

	void writeName(String name) {
		byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
		writeU32(encoded.length);
		writeBytes(encoded, 0, encoded.length);
	}

	/**
	 * Write what comes with its size before it.
	 */
	void writeSized(ByteWriter content) {
		writeU32(content.size);
		writeBytes(content);
	}

	void writeValueType(int type) {
		if (!ValueTypes.isConcrete(type) && ValueTypes.isNullable(type)) {
			writeByte(type);
			return;
		}
		writeByte((ValueTypes.isNullable(type)) ? 0x63 : 0x64);
		writeHeapType(type);
	}

	/**
	 * Write the type on the heap that a type of references refers to.
	 */
	void writeHeapType(int type) {
		if (ValueTypes.isConcrete(type)) {
			writeSigned(ValueTypes.index(type));
		}
		else {
			writeByte(ValueTypes.asNullable(type));
		}
	}

	void writeLimits(SizeLimits limits) {
		Long maximum = limits.maximum();
		writeByte(((maximum != null) ? 1 : 0) | ((limits.shared()) ? 2 : 0) | ((limits.large()) ? 4 : 0));
		writeU64(limits.minimum());
		if (maximum != null) {
			writeU64(maximum);
		}
	}

	int size() {
		return this.size;
	}

	void clear() {
		this.size = 0;
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.size);
	}

}
