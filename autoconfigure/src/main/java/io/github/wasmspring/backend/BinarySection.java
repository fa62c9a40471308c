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

import java.util.function.Consumer;

/**
 * Section of a binary whose framing is sound.
 *
 * @param id its id
 * @param start where it starts
 * @param content where its content starts
 * @param end where it ends
 */
record BinarySection(int id, int start, int content, int end) {

	static final int CUSTOM = 0;

	static final int TYPE = 1;

	static final int IMPORT = 2;

	static final int FUNCTION = 3;

	static final int TABLE = 4;

	static final int MEMORY = 5;

	static final int GLOBAL = 6;

	static final int EXPORT = 7;

	static final int ELEMENT = 9;

	static final int CODE = 10;

	static final int DATA = 11;

	static final int TAG = 13;

	private static final int PREAMBLE_SIZE = 8;

	static void forEach(String name, byte[] bytes, Consumer<BinarySection> action) {
		BinaryCursor cursor = new BinaryCursor(name, bytes, PREAMBLE_SIZE, bytes.length);
		while (cursor.hasMore()) {
			int start = cursor.position();
			int id = cursor.readByte();
			long size = cursor.readSize();
			int content = cursor.position();
			cursor.skip(size);
			action.accept(new BinarySection(id, start, content, cursor.position()));
		}
	}

	BinaryCursor open(String name, byte[] bytes) {
		return new BinaryCursor(name, bytes, this.content, this.end);
	}

}
