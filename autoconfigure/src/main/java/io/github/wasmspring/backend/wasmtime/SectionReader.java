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

/**
 * Reads a binary, or the content of one of its sections, which is known to be valid.
 */
final class SectionReader {

	private final byte[] bytes;

	private int position;

	SectionReader(byte[] bytes, int position) {
		this.bytes = bytes;
		this.position = position;
	}

	SectionReader(WasmWriter content) {
		this(content.toByteArray(), 0);
	}

	int position() {
		return this.position;
	}

	boolean hasMore() {
		return this.position < this.bytes.length;
	}

	int readByte() {
		return this.bytes[this.position++] & 0xFF;
	}

	/**
	 * Read an unsigned number in the LEB128 format.
	 */
	int readNumber() {
		int value = 0;
		for (int shift = 0;; shift += 7) {
			int next = readByte();
			value |= (next & 0x7F) << shift;
			if (next < 0x80) {
				return value;
			}
		}
	}

	/**
	 * Read a signed number in the LEB128 format.
	 */
	int readSignedNumber() {
		long value = 0;
		int shift = 0;
		while (true) {
			int next = readByte();
			value |= (next & 0x7FL) << shift;
			shift += 7;
			if (next < 0x80) {
				int unused = Long.SIZE - shift;
				return (int) (value << unused >> unused);
			}
		}
	}

	void skipUntil(int end) {
		this.position = end;
	}

	void copyUntil(int end, WasmWriter target) {
		target.bytes(this.bytes, this.position, end - this.position);
		this.position = end;
	}

	WasmWriter readUntil(int end) {
		WasmWriter read = new WasmWriter();
		copyUntil(end, read);
		return read;
	}

	WasmWriter readRest() {
		return readUntil(this.bytes.length);
	}

}
