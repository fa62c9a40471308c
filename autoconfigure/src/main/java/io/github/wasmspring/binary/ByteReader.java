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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads bytes and numbers of a binary, exactly as the specification encodes them.
 */
final class ByteReader {

	private static final int REFERENCE = 0x64;

	private static final int NULLABLE_REFERENCE = 0x63;

	private final BinaryProblems problems;

	private final byte[] bytes;

	private int position;

	private int end;

	ByteReader(BinaryProblems problems, byte[] bytes) {
		this.problems = problems;
		this.bytes = bytes;
		this.end = bytes.length;
	}

	BinaryProblems problems() {
		return this.problems;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int position() {
		return this.position;
	}

	void moveTo(int position) {
		this.position = position;
	}

	int end() {
		return this.end;
	}

	/**
	 * Set where the part ends that is read from now on.
	 */
	void limit(int end) {
		this.end = end;
	}

	boolean hasMore() {
		return this.position < this.end;
	}

	int left() {
		return this.end - this.position;
	}

	int readByte() {
		if (this.position >= this.end) {
			throw this.problems.malformed("a part of the binary ends here, where more must follow", this.position);
		}
		return this.bytes[this.position++] & 0xFF;
	}

	int peekByte() {
		int next = readByte();
		this.position--;
		return next;
	}

	/**
	 * Read an unsigned number of 32 bits.
	 */
	int readU32() {
		int position = this.position;
		if (position < this.end) {
			byte first = this.bytes[position];
			if (first >= 0) {
				this.position = position + 1;
				return first;
			}
		}
		return readLongU32();
	}

	private int readLongU32() {
		int start = this.position;
		int value = 0;
		for (int shift = 0; shift < 28; shift += 7) {
			int next = readByte();
			value |= (next & 0x7F) << shift;
			if (next < 0x80) {
				return value;
			}
		}
		int last = readByte();
		if (last > 0x0F) {
			throw malformedNumber(last, start);
		}
		return value | last << 28;
	}

	/**
	 * Read an unsigned number of 64 bits.
	 */
	long readU64() {
		int start = this.position;
		long value = 0;
		for (int shift = 0; shift < 63; shift += 7) {
			int next = readByte();
			value |= (next & 0x7FL) << shift;
			if (next < 0x80) {
				return value;
			}
		}
		int last = readByte();
		if (last > 1) {
			throw malformedNumber(last, start);
		}
		return value | (long) last << 63;
	}

	/**
	 * Read a signed number.
	 * @param bits how many bits it has, more than 28
	 */
	long readSigned(int bits) {
		int start = this.position;
		long value = 0;
		int shift = 0;
		while (true) {
			int next = readByte();
			value |= (next & 0x7FL) << shift;
			shift += 7;
			if (shift >= bits) {
				int sign = next << 25 >> 25 + (bits - shift + 7) - 1;
				if (next >= 0x80 || sign != 0 && sign != -1) {
					throw malformedNumber(next, start);
				}
			}
			if (next < 0x80) {
				int unused = Math.max(0, Long.SIZE - shift);
				return value << unused >> unused;
			}
		}
	}

	/**
	 * Read the next bytes as a number, the lowest first.
	 */
	long readLittleEndian(int count) {
		if (count > left()) {
			throw tooFew(count);
		}
		long value = 0;
		for (int i = 0; i < count; i++) {
			value |= (this.bytes[this.position++] & 0xFFL) << 8 * i;
		}
		return value;
	}

	/**
	 * Read how many entries follow, each of at least a byte.
	 */
	int readCount(String what) {
		int start = this.position;
		int count = readU32();
		if (count < 0 || count > left()) {
			throw this.problems.malformed("%d %s are announced, but %d bytes are left for them"
				.formatted(Integer.toUnsignedLong(count), what, left()), start);
		}
		return count;
	}

	/**
	 * Read how many bytes follow.
	 */
	int readSize() {
		int size = readU32();
		if (size < 0 || size > left()) {
			throw tooFew(Integer.toUnsignedLong(size));
		}
		return size;
	}

	void skip(int count) {
		if (count > left()) {
			throw tooFew(count);
		}
		this.position += count;
	}

	String readName() {
		int length = readSize();
		int start = this.position;
		this.position += length;
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes, start, length)).toString();
		}
		catch (CharacterCodingException ex) {
			throw this.problems.malformed("malformed UTF-8 encoding of a name", start);
		}
	}

	int readValueType() {
		int start = this.position;
		int type = readByte();
		if (type >= ValueTypes.V128 && type <= ValueTypes.I32 || ValueTypes.isHeapType(type)) {
			return type;
		}
		if (type == REFERENCE || type == NULLABLE_REFERENCE) {
			return ValueTypes.reference(readHeapType(), type == NULLABLE_REFERENCE);
		}
		throw this.problems.malformed("there is no type %#x of values".formatted(type), start);
	}

	int readReferenceType() {
		int start = this.position;
		int type = readValueType();
		if (!ValueTypes.isReference(type)) {
			throw this.problems.malformed("malformed reference type", start);
		}
		return type;
	}

	/**
	 * Read a type on the heap.
	 * @return the type of nullable references to it
	 */
	int readHeapType() {
		int start = this.position;
		long type = readSigned(33);
		if (type >= 0) {
			return ValueTypes.concrete(checkIndex(type, start));
		}
		int code = (int) type & 0x7F;
		if (this.position - start > 1 || !ValueTypes.isHeapType(code)) {
			throw this.problems.malformed("there is no type %d on the heap".formatted(type), start);
		}
		return code;
	}

	/**
	 * Read what a block takes and leaves, as {@link BlockType} numbers it.
	 */
	int readBlockType() {
		int start = this.position;
		int first = peekByte();
		if (first == BlockType.EMPTY_CODE) {
			this.position++;
			return BlockType.EMPTY;
		}
		if (first < 0x80 && (first & 0x40) != 0) {
			return BlockType.ofValue(readValueType());
		}
		long index = readSigned(33);
		if (index < 0) {
			throw this.problems.malformed("there is no type %d of blocks".formatted(index), start);
		}
		return checkIndex(index, start);
	}

	private int checkIndex(long index, int start) {
		if (index > ValueTypes.LARGEST_INDEX) {
			throw this.problems.invalid("unknown type %d".formatted(index), start);
		}
		return (int) index;
	}

	private RuntimeException malformedNumber(int last, int start) {
		return this.problems
			.malformed((last >= 0x80) ? "integer representation too long" : "integer too large for its type", start);
	}

	private RuntimeException tooFew(long count) {
		return this.problems.malformed(
				"%d bytes must follow, but a part of the binary ends after %d".formatted(count, left()), this.position);
	}

}
