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

/**
 * Groups of local variables of a function, as few as there can be.
 */
final class LocalGroups {

	private final ByteWriter groups = new ByteWriter();

	private final ByteWriter written = new ByteWriter();

	private int size;

	private long count;

	private int type;

	void begin() {
		this.groups.clear();
		this.size = 0;
		this.count = 0;
	}

	void add(long count, int type) {
		if (count == 0) {
			return;
		}
		if (type != this.type) {
			flush();
		}
		this.count += count;
		this.type = type;
	}

	private void flush() {
		if (this.count > 0) {
			this.groups.writeU32((int) this.count);
			this.groups.writeValueType(this.type);
			this.size++;
			this.count = 0;
		}
	}

	ByteWriter write() {
		flush();
		this.written.clear();
		this.written.writeU32(this.size);
		this.written.writeBytes(this.groups);
		return this.written;
	}

}
