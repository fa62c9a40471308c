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
		return this.bytes[this.position++];
	}

	/**
	 * Read an unsigned number in the LEB128 format.
	 */
	int readNumber() {
		int value = 0;
		for (int shift = 0;; shift += 7) {
			int next = readByte();
			value |= (next & 0x7F) << shift;
			if (next >= 0) {
				return value;
			}
		}
	}

	WasmWriter readUntil(int end) {
		WasmWriter read = new WasmWriter().bytes(this.bytes, this.position, end - this.position);
		this.position = end;
		return read;
	}

	WasmWriter readRest() {
		return readUntil(this.bytes.length);
	}

}
