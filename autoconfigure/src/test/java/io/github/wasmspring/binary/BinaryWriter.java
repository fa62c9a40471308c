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

/**
 * Writes binaries that no compiler would write.
 */
public final class BinaryWriter {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	/**
	 * Start a module.
	 */
	public static BinaryWriter module() {
		return new BinaryWriter().bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
	}

	/**
	 * Start something that is put into a module.
	 */
	public static BinaryWriter part() {
		return new BinaryWriter();
	}

	public BinaryWriter bytes(int... bytes) {
		for (int value : bytes) {
			this.output.write(value);
		}
		return this;
	}

	public BinaryWriter number(long number) {
		long left = number;
		while (left >>> 7 != 0) {
			this.output.write((int) left | 0x80);
			left >>>= 7;
		}
		this.output.write((int) left);
		return this;
	}

	public BinaryWriter repeat(int count, int... bytes) {
		for (int i = 0; i < count; i++) {
			bytes(bytes);
		}
		return this;
	}

	public BinaryWriter repeat(int count, BinaryWriter part) {
		byte[] bytes = part.toByteArray();
		for (int i = 0; i < count; i++) {
			this.output.writeBytes(bytes);
		}
		return this;
	}

	public BinaryWriter section(int id, BinaryWriter content) {
		return bytes(id).sized(content);
	}

	/**
	 * Write what is preceded by its size, such as the body of a function.
	 */
	public BinaryWriter sized(BinaryWriter content) {
		number(content.output.size());
		this.output.writeBytes(content.toByteArray());
		return this;
	}

	/**
	 * Write the sections of functions without parameters, with results of the type
	 * {@code i32}.
	 */
	public BinaryWriter functions(int results, int count, BinaryWriter body) {
		return section(1, part().bytes(1, 0x60, 0).number(results).repeat(results, 0x7F))
			.section(3, part().number(count).repeat(count, 0))
			.section(10, part().number(count).repeat(count, part().sized(body)));
	}

	public byte[] toByteArray() {
		return this.output.toByteArray();
	}

}
