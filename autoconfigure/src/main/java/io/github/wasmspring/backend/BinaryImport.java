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
 * Import of a binary.
 *
 * @param kind what is imported
 * @param type index of the type of a function
 */
record BinaryImport(int kind, long type) {

	static final int FUNCTION = 0;

	private static final int TABLE = 1;

	private static final int MEMORY = 2;

	private static final int GLOBAL = 3;

	private static final int TAG = 4;

	static BinaryImport read(BinarySection section, BinaryCursor cursor) {
		cursor.skipName();
		cursor.skipName();
		int kind = cursor.readByte();
		long type = 0;
		switch (kind) {
			case FUNCTION -> {
				type = cursor.readSize();
			}
			case TABLE -> {
				cursor.skipValueType();
				DeclaredSize.read(DeclaredSize.Kind.TABLE, section, cursor);
			}
			case MEMORY -> DeclaredSize.read(DeclaredSize.Kind.MEMORY, section, cursor);
			case GLOBAL -> {
				cursor.skipValueType();
				cursor.skip(1);
			}
			case TAG -> {
				cursor.skip(1);
				cursor.readSize();
			}
			default -> throw cursor.malformed("there is no kind %d of imports".formatted(kind));
		}
		return new BinaryImport(kind, type);
	}

}
