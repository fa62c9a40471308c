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

import java.nio.ByteBuffer;

import com.dylibso.chicory.runtime.Memory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendMemory;

/**
 * A linear memory.
 *
 * @param memory Chicory's memory
 */
record ChicoryMemory(Memory memory) implements BackendMemory {

	@Override
	public int pages() {
		return this.memory.pages();
	}

	@Override
	public int grow(int pages) {
		return this.memory.grow(pages);
	}

	@Override
	public void read(int address, byte[] target, int offset, int length) {
		if (this.memory instanceof LinearMemory linear) {
			linear.read(address, target, offset, length);
		}
		else {
			System.arraycopy(this.memory.readBytes(address, length), 0, target, offset, length);
		}
	}

	@Override
	public String readString(int address, int length) {
		return this.memory.readString(address, length);
	}

	@Override
	public void write(int address, byte[] source, int offset, int length) {
		this.memory.write(address, source, offset, length);
	}

	@Override
	public byte readByte(int address) {
		return this.memory.read(address);
	}

	@Override
	public void writeByte(int address, byte value) {
		this.memory.writeByte(address, value);
	}

	@Override
	public short readShort(int address) {
		return this.memory.readShort(address);
	}

	@Override
	public void writeShort(int address, short value) {
		this.memory.writeShort(address, value);
	}

	@Override
	public int readInt(int address) {
		return this.memory.readInt(address);
	}

	@Override
	public void writeInt(int address, int value) {
		this.memory.writeI32(address, value);
	}

	@Override
	public long readLong(int address) {
		return this.memory.readLong(address);
	}

	@Override
	public void writeLong(int address, long value) {
		this.memory.writeLong(address, value);
	}

	@Override
	public @Nullable ByteBuffer view(int address, int length) {
		return (this.memory instanceof LinearMemory linear) ? linear.view(address, length) : null;
	}

}
