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
 * Segment of elements for a table.
 *
 * @param count how many elements it has
 * @param expressions whether they are expressions rather than indices
 */
record ElementSegment(long count, boolean expressions) {

	private static final int NOT_ACTIVE = 1;

	private static final int EXPLICIT = 2;

	private static final int EXPRESSIONS = 4;

	private static final int LAST_FLAGS = 7;

	/**
	 * Read the start of a segment, up to its elements.
	 */
	static ElementSegment open(BinaryCursor cursor, InstructionReader instructions) {
		long flags = cursor.readSize();
		if (flags > LAST_FLAGS) {
			throw cursor.malformed("there is no kind %d of element segments".formatted(flags));
		}
		if ((flags & NOT_ACTIVE) == 0) {
			if ((flags & EXPLICIT) != 0) {
				cursor.readSize();
			}
			instructions.skipExpression();
		}
		if ((flags & (NOT_ACTIVE | EXPLICIT)) != 0) {
			// the kind or type of the elements, which is one byte unless it is a type
			cursor.skipValueType();
		}
		return new ElementSegment(cursor.readSize(), (flags & EXPRESSIONS) != 0);
	}

	void skip(BinaryCursor cursor, InstructionReader instructions) {
		for (long left = this.count; left > 0; left--) {
			if (this.expressions) {
				instructions.skipExpression();
			}
			else {
				cursor.readSize();
			}
		}
	}

}
