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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Walks through the sections of a binary, which must be complete and in order.
 */
final class SectionFrame {

	private static final Section[] SECTIONS = Section.values();

	private static final int CUSTOM = 0;

	private final ByteReader reader;

	private final int fileEnd;

	private int end;

	private int last = -1;

	private @Nullable Section section;

	SectionFrame(ByteReader reader) {
		this.reader = reader;
		this.fileEnd = reader.end();
		this.end = reader.position();
	}

	/**
	 * Move to the content of the next section.
	 * @return whether there is one
	 */
	boolean next() {
		this.reader.moveTo(this.end);
		this.reader.limit(this.fileEnd);
		if (!this.reader.hasMore()) {
			return false;
		}
		int start = this.reader.position();
		int id = this.reader.readByte();
		this.section = (id != CUSTOM) ? find(id, start) : null;
		int size = readSize(id, start);
		this.end = this.reader.position() + size;
		this.reader.limit(this.end);
		return true;
	}

	private Section find(int id, int start) {
		for (int i = 0; i < SECTIONS.length; i++) {
			if (SECTIONS[i].id() == id) {
				if (i <= this.last) {
					throw this.reader.problems()
						.malformed("unexpected content after last section: section %d is twice or out of order"
							.formatted(id), start);
				}
				this.last = i;
				return SECTIONS[i];
			}
		}
		throw this.reader.problems()
			.failure(Reason.MALFORMED,
					"malformed section id: there is no section %d, as the byte at offset %d says".formatted(id, start),
					"Check whether something was appended to the file, or build it again.", start);
	}

	private int readSize(int id, int start) {
		if (!isComplete(this.reader.position())) {
			throw truncated("section %d at offset %d ends within its size".formatted(id, start), start);
		}
		int size = this.reader.readU32();
		int left = this.reader.left();
		if (size < 0 || size > left) {
			throw truncated("section %d at offset %d has %d bytes, but only %d are left".formatted(id, start,
					Integer.toUnsignedLong(size), left), start);
		}
		return size;
	}

	/**
	 * Return whether a number ends before the file does, if it ends at all.
	 */
	private boolean isComplete(int position) {
		int longest = Math.min(position + 5, this.fileEnd);
		for (int i = position; i < longest; i++) {
			if (this.reader.bytes()[i] >= 0) {
				return true;
			}
		}
		return longest == position + 5;
	}

	/**
	 * Return the section, or {@code null} if it is a custom one.
	 */
	@Nullable Section section() {
		return this.section;
	}

	void checkEnd() {
		if (this.reader.hasMore()) {
			throw this.reader.problems()
				.malformed("section size mismatch: a section has %d bytes left".formatted(this.reader.left()),
						this.reader.position());
		}
	}

	private RuntimeException truncated(String fact, int offset) {
		return this.reader.problems()
			.failure(Reason.TRUNCATED, "the file is truncated: " + fact,
					"Copy or download the file again, completely and in binary mode.", offset);
	}

}
