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

/**
 * Size that a binary declares for a memory or a table.
 *
 * @param kind what has the size
 * @param section the section that it is in
 * @param start where it starts
 * @param end where it ends
 * @param flags what is declared, and of what type
 * @param initial initial size in pages or elements, as an unsigned number
 * @param maximum largest size, as an unsigned number; without meaning if it is not
 * declared
 */
record DeclaredSize(Kind kind, BinarySection section, int start, int end, int flags, long initial, long maximum) {

	private static final int HAS_MAXIMUM = 1;

	private static final int SHARED = 2;

	private static final int SIXTY_FOUR_BITS = 4;

	private static final int KNOWN_FLAGS = HAS_MAXIMUM | SHARED | SIXTY_FOUR_BITS;

	static DeclaredSize read(Kind kind, BinarySection section, BinaryCursor cursor) {
		int start = cursor.position();
		long flags = cursor.readSize();
		if ((flags & ~KNOWN_FLAGS) != 0) {
			throw cursor.malformed(
					"the limits of a %s at offset %d have the unknown flags %d".formatted(kind.noun, start, flags));
		}
		boolean large = (flags & SIXTY_FOUR_BITS) != 0;
		long initial = (large) ? cursor.readLongSize() : cursor.readSize();
		long maximum = 0;
		if ((flags & HAS_MAXIMUM) != 0) {
			maximum = (large) ? cursor.readLongSize() : cursor.readSize();
		}
		return new DeclaredSize(kind, section, start, cursor.position(), (int) flags, initial, maximum);
	}

	boolean hasMaximum() {
		return (this.flags & HAS_MAXIMUM) != 0;
	}

	/**
	 * Return whether the specification allows the size; if not, the backend refuses it.
	 */
	boolean isValid() {
		long largest = ((this.flags & SIXTY_FOUR_BITS) != 0) ? Long.MAX_VALUE : this.kind.largest;
		if (this.initial < 0 || this.initial > largest) {
			return false;
		}
		return (hasMaximum()) ? this.maximum >= this.initial && this.maximum <= largest : (this.flags & SHARED) == 0;
	}

	DeclaredSize withMaximum(long largest) {
		if (hasMaximum() && this.maximum <= largest) {
			return this;
		}
		return new DeclaredSize(this.kind, this.section, this.start, this.end, this.flags | HAS_MAXIMUM, this.initial,
				largest);
	}

	/**
	 * What has a size.
	 */
	enum Kind {

		/**
		 * A memory, in pages.
		 */
		MEMORY("memory", 65536),

		/**
		 * A table, in elements.
		 */
		TABLE("table", 0xFFFF_FFFFL);

		private final String noun;

		private final long largest;

		Kind(String noun, long largest) {
			this.noun = noun;
			this.largest = largest;
		}

	}

}
