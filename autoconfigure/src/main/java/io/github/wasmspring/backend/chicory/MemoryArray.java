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

package io.github.wasmspring.backend.chicory;

import java.util.Arrays;

import io.github.wasmspring.backend.MemoryShare;

/**
 * Array of a linear memory, or one that is kept for the next, which counts as long as
 * somebody refers to this object.
 */
final class MemoryArray {

	private static final byte[] ZEROS = new byte[4096];

	private final byte[] bytes;

	private final MemoryShare share;

	private int written;

	/**
	 * Create an array.
	 * @param bytes the bytes
	 * @param share what was taken for them
	 * @param written the end of what may be something else than zeros
	 */
	MemoryArray(byte[] bytes, MemoryShare share, int written) {
		this.bytes = bytes;
		this.share = share;
		this.written = written;
	}

	byte[] bytes() {
		return this.bytes;
	}

	MemoryShare share() {
		return this.share;
	}

	int length() {
		return this.bytes.length;
	}

	/**
	 * Return the end of what may be something else than zeros.
	 */
	int written() {
		return this.written;
	}

	/**
	 * Note that a memory of some size may have written to all of it.
	 */
	void noteWritten(int size) {
		this.written = Math.max(this.written, size);
	}

	/**
	 * Wipe out what may be there in a part that a memory is about to have. Most guests
	 * write to few places of what they have, and to look costs less than to write.
	 */
	void clear(int from, int to) {
		int end = Math.min(to, this.written);
		int start = from;
		while (start < end) {
			int stop = start + Math.min(ZEROS.length, end - start);
			if (!Arrays.equals(this.bytes, start, stop, ZEROS, 0, stop - start)) {
				Arrays.fill(this.bytes, start, stop, (byte) 0);
			}
			start = stop;
		}
	}

}
