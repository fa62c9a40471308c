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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Reads a part of a binary, and says where it is malformed.
 */
final class BinaryCursor {

	private static final int REFERENCE = 0x64;

	private static final int NULLABLE_REFERENCE = 0x63;

	private final String name;

	private final byte[] bytes;

	private final int end;

	private int position;

	BinaryCursor(String name, byte[] bytes, int position, int end) {
		this.name = name;
		this.bytes = bytes;
		this.position = position;
		this.end = end;
	}

	int position() {
		return this.position;
	}

	boolean hasMore() {
		return this.position < this.end;
	}

	int readByte() {
		if (this.position >= this.end) {
			throw malformed("a part of the binary ends at offset %d, where more must follow".formatted(this.position));
		}
		return this.bytes[this.position++] & 0xFF;
	}

	int peekByte() {
		int next = readByte();
		this.position--;
		return next;
	}

	/**
	 * Read an unsigned number of at most 32 bits.
	 */
	long readSize() {
		int first = readByte();
		return (first < 0x80) ? first : readUnsigned(first, 32);
	}

	/**
	 * Read an unsigned number of at most 64 bits, where a larger one than a {@code long}
	 * can hold is negative.
	 */
	long readLongSize() {
		return readUnsigned(readByte(), 64);
	}

	private long readUnsigned(int first, int bits) {
		long value = first & 0x7F;
		int next = first;
		for (int shift = 7; next >= 0x80; shift += 7) {
			if (shift >= bits) {
				throw malformedNumber();
			}
			next = readByte();
			value |= (long) (next & 0x7F) << shift;
		}
		if (bits == 32 && value > 0xFFFF_FFFFL) {
			throw malformedNumber();
		}
		return value;
	}

	/**
	 * Skip a name, which must be UTF-8.
	 */
	void skipName() {
		long length = readSize();
		int start = this.position;
		skip(length);
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes, start, (int) length));
		}
		catch (CharacterCodingException ex) {
			throw malformed("the name at offset %d is not UTF-8".formatted(start));
		}
	}

	/**
	 * Skip a number of at most the given length.
	 */
	void skipNumber(int longest) {
		for (int i = 0; i < longest; i++) {
			if (readByte() < 0x80) {
				return;
			}
		}
		throw malformedNumber();
	}

	void skip(long count) {
		if (count > this.end - this.position) {
			throw malformed("%d bytes must follow offset %d, but a part of the binary ends at %d".formatted(count,
					this.position, this.end));
		}
		this.position += (int) count;
	}

	/**
	 * Return a cursor for the next bytes, and skip them.
	 */
	BinaryCursor slice(long count) {
		int start = this.position;
		skip(count);
		return new BinaryCursor(this.name, this.bytes, start, this.position);
	}

	/**
	 * Skip the type of a value.
	 */
	void skipValueType() {
		int type = readByte();
		if (type == REFERENCE || type == NULLABLE_REFERENCE) {
			skipNumber(5);
		}
	}

	/**
	 * Read a signed number of 33 bits, which is an index unless it is negative.
	 */
	long readSigned33() {
		long value = 0;
		for (int shift = 0; shift < 35; shift += 7) {
			int next = readByte();
			value |= (long) (next & 0x7F) << shift;
			if (next < 0x80) {
				int unused = Long.SIZE - 7 - shift;
				return value << unused >> unused;
			}
		}
		throw malformedNumber();
	}

	/**
	 * Refuse the binary if it has more of something than it may.
	 * @param owner what has it
	 * @param setting the setting that limits it
	 */
	void checkLimit(String owner, long found, String what, long limit, WasmSetting setting) {
		if (found > Integer.MAX_VALUE) {
			throw malformed("%s has %d %s".formatted(owner, found, what));
		}
		if (found > limit) {
			throw failure(Reason.LIMIT_EXCEEDED,
					"%s has %d %s, but at most %d are allowed".formatted(owner, found, what, limit),
					WasmText.of("Set %s to at least %d if you trust the module.", setting.proposing(found), found));
		}
	}

	private WasmLoadException malformedNumber() {
		return malformed("the number that ends at offset %d is too long".formatted(this.position));
	}

	WasmLoadException malformed(String fact) {
		return failure(Reason.MALFORMED, "the binary is malformed: " + fact,
				WasmText.of("Build the file again, or check it with 'wasm-validate'."));
	}

	WasmLoadException failure(Reason reason, String fact, WasmText remedy) {
		return new WasmLoadException(reason, WasmErrorContext.of(this.name, null), WasmText.of(fact), remedy,
				this.position, null);
	}

}
