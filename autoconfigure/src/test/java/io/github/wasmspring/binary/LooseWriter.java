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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Writes numbers in any of the forms that the specification allows, by chance.
 */
final class LooseWriter {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final RandomGenerator random;

	/**
	 * How many numbers of a hundred are longer than they need be.
	 */
	private final int looseness;

	LooseWriter(RandomGenerator random, int looseness) {
		this.random = random;
		this.looseness = looseness;
	}

	/**
	 * Return a writer of something that goes into what this one writes.
	 */
	LooseWriter part() {
		return new LooseWriter(this.random, this.looseness);
	}

	LooseWriter write(int... values) {
		for (int value : values) {
			this.bytes.write(value);
		}
		return this;
	}

	LooseWriter write(byte[] values) {
		this.bytes.writeBytes(values);
		return this;
	}

	LooseWriter writeU32(long value) {
		return writeUnsigned(value, 5);
	}

	LooseWriter writeU64(long value) {
		return writeUnsigned(value, 10);
	}

	private LooseWriter writeUnsigned(long value, int longest) {
		int shortest = 1;
		while (shortest < longest && value >>> 7 * shortest != 0) {
			shortest++;
		}
		return writeGroups(value, chooseLength(shortest, longest), false);
	}

	/**
	 * Write a signed number.
	 * @param bits how many bits it has
	 */
	LooseWriter writeSigned(long value, int bits) {
		int shortest = 1;
		while (value << Long.SIZE - Math.min(Long.SIZE, 7 * shortest) >> Long.SIZE
				- Math.min(Long.SIZE, 7 * shortest) != value) {
			shortest++;
		}
		return writeGroups(value, chooseLength(shortest, (bits + 6) / 7), true);
	}

	private int chooseLength(int shortest, int longest) {
		return (this.random.nextInt(100) < this.looseness) ? this.random.nextInt(shortest, longest + 1) : shortest;
	}

	private LooseWriter writeGroups(long value, int length, boolean signed) {
		for (int i = 0; i < length; i++) {
			int shift = Math.min(Long.SIZE - 1, 7 * i);
			int group = (int) ((signed) ? value >> shift : value >>> shift) & 0x7F;
			if (!signed && i == 9) {
				group &= 1;
			}
			this.bytes.write((i < length - 1) ? group | 0x80 : group);
		}
		return this;
	}

	LooseWriter writeLittleEndian(long value, int count) {
		for (int i = 0; i < count; i++) {
			this.bytes.write((int) (value >>> 8 * i));
		}
		return this;
	}

	LooseWriter writeName(String name) {
		return writeSized(name.getBytes(StandardCharsets.UTF_8));
	}

	LooseWriter writeSized(byte[] content) {
		writeU32(content.length);
		return write(content);
	}

	LooseWriter writeSection(int id, byte[] content) {
		return write(id).writeSized(content);
	}

	int size() {
		return this.bytes.size();
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
