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

package io.github.wasmspring.module;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Keeps what is written, up to a bound.
 */
final class BoundedOutput extends OutputStream {

	private final long most;

	private final boolean failing;

	private byte[] bytes;

	private int size;

	private boolean full;

	/**
	 * Create an empty output.
	 * @param capacity how much it has room for from the start
	 * @param most how much it keeps
	 * @param failing whether it is an error to write more
	 */
	BoundedOutput(int capacity, long most, boolean failing) {
		this.bytes = new byte[capacity];
		this.most = Math.min(most, Integer.MAX_VALUE - 8);
		this.failing = failing;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		int kept = (int) Math.min(length, this.most - this.size);
		if (this.size + kept > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes,
					(int) Math.min(this.most, Math.max(this.size + (long) kept, 2L * this.bytes.length)));
		}
		System.arraycopy(source, offset, this.bytes, this.size, kept);
		this.size += kept;
		if (kept < length) {
			this.full = true;
			if (this.failing) {
				throw new IOException("No more than %d bytes are kept".formatted(this.most));
			}
		}
	}

	boolean isFull() {
		return this.full;
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.size);
	}

}
