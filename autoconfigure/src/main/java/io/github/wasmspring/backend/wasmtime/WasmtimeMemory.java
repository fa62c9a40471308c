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

package io.github.wasmspring.backend.wasmtime;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

import io.github.kawamuray.wasmtime.Memory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendMemory;

/**
 * A linear memory. It never moves, so that buffers stay valid when it grows; the engine
 * reserves as many addresses as it may need.
 */
final class WasmtimeMemory implements BackendMemory {

	private final WasmtimeInstance instance;

	private final WasmtimeStore store;

	private final Memory memory;

	private ByteBuffer bytes = ByteBuffer.allocate(0);

	private int changes;

	private int pages;

	/**
	 * Buffer that views are derived from. Not the one used here, because the store lives
	 * as long as somebody can reach it.
	 */
	private @Nullable WeakReference<ByteBuffer> shared;

	WasmtimeMemory(WasmtimeInstance instance, WasmtimeStore store, Memory memory) {
		this.instance = instance;
		this.store = store;
		this.memory = memory;
		this.changes = store.changes() - 1;
	}

	/**
	 * Return the bytes without the control page, after {@link UseGuard#enter()}.
	 */
	private ByteBuffer bytes() {
		if (this.changes != this.store.changes()) {
			this.changes = this.store.changes();
			int current = Math.min(this.store.size(this.memory) - 1, MAX_PAGES);
			if (current != this.pages) {
				this.pages = current;
				ByteBuffer all = this.store.buffer(this.memory);
				this.bytes = all.slice(ControlPage.SIZE, all.capacity() - ControlPage.SIZE)
					.order(ByteOrder.LITTLE_ENDIAN);
			}
		}
		return this.bytes;
	}

	@Override
	public int pages() {
		this.store.guard().enter();
		try {
			bytes();
			return this.pages;
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public int grow(int pages) {
		this.store.guard().enter();
		try {
			bytes();
			if (pages < 0 || pages > MAX_PAGES - this.pages) {
				return -1;
			}
			int before = this.pages;
			return this.store.grow(this.memory, pages) ? before : -1;
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public void read(int address, byte[] target, int offset, int length) {
		this.store.guard().enter();
		try {
			bytes().get(address, target, offset, length);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public void write(int address, byte[] source, int offset, int length) {
		this.store.guard().enter();
		try {
			bytes().put(address, source, offset, length);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public byte readByte(int address) {
		this.store.guard().enter();
		try {
			return bytes().get(address);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public void writeByte(int address, byte value) {
		this.store.guard().enter();
		try {
			bytes().put(address, value);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public short readShort(int address) {
		this.store.guard().enter();
		try {
			return bytes().getShort(address);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public void writeShort(int address, short value) {
		this.store.guard().enter();
		try {
			bytes().putShort(address, value);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public int readInt(int address) {
		this.store.guard().enter();
		try {
			return bytes().getInt(address);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public void writeInt(int address, int value) {
		this.store.guard().enter();
		try {
			bytes().putInt(address, value);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public long readLong(int address) {
		this.store.guard().enter();
		try {
			return bytes().getLong(address);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public void writeLong(int address, long value) {
		this.store.guard().enter();
		try {
			bytes().putLong(address, value);
		}
		finally {
			this.store.guard().leave();
		}
	}

	@Override
	public ByteBuffer view(int address, int length) {
		this.store.guard().enter();
		try {
			int start = ControlPage.SIZE + Objects.checkFromIndexSize(address, length, bytes().capacity());
			ByteBuffer root = (this.shared != null) ? this.shared.get() : null;
			if (root == null || root.capacity() < start + length) {
				root = this.store.buffer(this.memory);
				this.store.guard().keepFor(root);
				this.shared = new WeakReference<>(root);
			}
			return root.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
		}
		finally {
			this.store.guard().leave();
			Reference.reachabilityFence(this.instance);
		}
	}

}
