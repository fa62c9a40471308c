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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

import io.github.wasmspring.backend.chicory.WasiDescriptors.Descriptor;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Input;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Node;
import io.github.wasmspring.wasi.SandboxAttributes;
import io.github.wasmspring.wasi.SandboxDirectory;
import io.github.wasmspring.wasi.SandboxFile;
import io.github.wasmspring.wasi.WasiError;

/**
 * The functions of WASI on open descriptors, without those that transfer content.
 */
final class WasiFiles {

	private static final int CHARACTER_DEVICE = 2;

	private static final int FDSTAT_SIZE = 24;

	private static final int FILESTAT_SIZE = 64;

	private static final int DIRENT_SIZE = 24;

	private static final FileTime EPOCH = FileTime.fromMillis(0);

	private final WasiDescriptors descriptors;

	private final WasiMemory memory;

	WasiFiles(WasiDescriptors descriptors, WasiMemory memory) {
		this.descriptors = descriptors;
		this.memory = memory;
	}

	/**
	 * Take advice, which Java cannot pass on.
	 */
	void advise(int fd, long offset, long length) {
		if (length < 0 || offset < 0) {
			throw new WasiFault(WasiError.INVALID);
		}
		this.descriptors.file(fd, WasiError.NO_POSITION, WasiError.IS_DIRECTORY);
	}

	void allocate(int fd, long offset, long length) throws IOException {
		if (length <= 0 || offset < 0 || offset + length < 0) {
			throw new WasiFault(WasiError.INVALID);
		}
		FileChannel channel = changed(fd);
		if (offset + length > channel.size()) {
			extend(fd, channel, offset + length);
		}
	}

	void setSize(int fd, long size) throws IOException {
		FileChannel channel = changed(fd);
		if (size < 0) {
			throw new WasiFault(WasiError.INVALID);
		}
		if (size <= channel.size()) {
			channel.truncate(size);
		}
		else {
			extend(fd, channel, size);
		}
	}

	private FileChannel changed(int fd) {
		return this.descriptors.file(fd, WasiError.INVALID, WasiError.IS_DIRECTORY).channel();
	}

	/**
	 * Write the last byte, unless Java would write it at the end of what is there.
	 */
	private void extend(int fd, FileChannel channel, long size) throws IOException {
		this.descriptors.checkPositioned(fd);
		long position = channel.position();
		try {
			channel.position(size - 1);
			channel.write(ByteBuffer.wrap(new byte[1]));
		}
		finally {
			channel.position(position);
		}
	}

	void sync(int fd, boolean metadata) throws IOException {
		this.descriptors.file(fd, WasiError.INVALID, WasiError.INVALID).sync(metadata);
	}

	/**
	 * Write type, flags and rights. Output counts as a terminal, so that a guest's
	 * library flushes it at the end of each line.
	 */
	void status(int fd, int buffer) {
		Descriptor descriptor = this.descriptors.get(fd);
		int type;
		int flags = 0;
		long rights;
		long inherited = 0;
		if (descriptor instanceof Node node && node.node() instanceof SandboxDirectory) {
			type = SandboxAttributes.Type.DIRECTORY.number();
			rights = WasiRights.DIRECTORY;
			inherited = rights | WasiRights.FILE;
		}
		else if (descriptor instanceof Node node) {
			type = SandboxAttributes.Type.REGULAR_FILE.number();
			rights = node.rights() & WasiRights.FILE;
			flags = node.flags();
		}
		else if (descriptor instanceof Input) {
			type = SandboxAttributes.Type.OTHER.number();
			rights = WasiRights.READ;
		}
		else {
			type = CHARACTER_DEVICE;
			rights = WasiRights.WRITE;
		}
		write(buffer,
				bytes(FDSTAT_SIZE).put(0, (byte) type)
					.putShort(2, (short) flags)
					.putLong(8, rights)
					.putLong(16, inherited));
	}

	/**
	 * Accept the flags that a descriptor has. They cannot be changed.
	 */
	void setFlags(int fd, int flags) {
		if (!(this.descriptors.get(fd) instanceof Node node)) {
			throw new WasiFault(WasiError.INVALID);
		}
		if (node.node() instanceof SandboxFile && flags != node.flags()) {
			throw new WasiFault(WasiError.NOT_SUPPORTED);
		}
	}

	void attributes(int fd, int buffer) throws IOException {
		if (this.descriptors.get(fd) instanceof Node node) {
			writeAttributes(buffer, node.node().attributes());
		}
		else {
			writeAttributes(buffer, 0, 0, CHARACTER_DEVICE, 0, EPOCH, EPOCH);
		}
	}

	void writeAttributes(int buffer, SandboxAttributes attributes) {
		writeAttributes(buffer, 1, attributes.number(), attributes.type().number(), attributes.size(),
				attributes.accessed(), attributes.modified());
	}

	private void writeAttributes(int buffer, long device, long number, int type, long size, FileTime accessed,
			FileTime modified) {
		long changed = modified.to(TimeUnit.NANOSECONDS);
		write(buffer,
				bytes(FILESTAT_SIZE).putLong(0, device)
					.putLong(8, number)
					.put(16, (byte) type)
					.putLong(24, 1)
					.putLong(32, size)
					.putLong(40, accessed.to(TimeUnit.NANOSECONDS))
					.putLong(48, changed)
					.putLong(56, changed));
	}

	void setTimes(int fd, WasiTimes times) throws IOException {
		if (!(this.descriptors.get(fd) instanceof Node node)) {
			throw new WasiFault(WasiError.INVALID);
		}
		node.node().setTimes(times.modified(), times.accessed());
	}

	void preopened(int fd, int buffer) {
		write(buffer, bytes(8).putInt(4, guestPath(fd).length));
	}

	void preopenedName(int fd, int buffer, int length) {
		byte[] path = guestPath(fd);
		if (length < path.length) {
			throw new WasiFault(WasiError.NAME_TOO_LONG);
		}
		this.memory.write(buffer, path, 0, path.length);
	}

	private byte[] guestPath(int fd) {
		String path = (this.descriptors.get(fd) instanceof Node node
				&& node.node() instanceof SandboxDirectory directory) ? directory.guestPath() : null;
		if (path == null) {
			throw new WasiFault(WasiError.BAD_DESCRIPTOR);
		}
		return path.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Fill a buffer with entries of a directory. The last one is cut off if it does not
	 * fit, and comes again with the next call.
	 */
	void list(int fd, int buffer, int length, long position, int result) throws IOException {
		if (position < 0) {
			throw new WasiFault(WasiError.INVALID);
		}
		SandboxDirectory directory = this.descriptors.directory(fd);
		this.memory.check(buffer, length);
		this.memory.check(result, Integer.BYTES);
		int[] used = { 0 };
		directory.list(position, (next, name, number, type) -> {
			byte[] text = name.getBytes(StandardCharsets.UTF_8);
			ByteBuffer entry = bytes(DIRENT_SIZE + text.length).putLong(0, next)
				.putLong(8, number)
				.putInt(16, text.length)
				.put(20, (byte) type.number());
			entry.put(DIRENT_SIZE, text);
			int size = Math.min(entry.capacity(), length - used[0]);
			this.memory.write(buffer + used[0], entry.array(), 0, size);
			used[0] += size;
			return size == entry.capacity();
		});
		this.memory.writeI32(result, used[0]);
	}

	void seek(int fd, long offset, int whence, int result) throws IOException {
		if (whence < 0 || whence > 2) {
			throw new WasiFault(WasiError.INVALID);
		}
		FileChannel channel = positioned(fd);
		this.memory.check(result, Long.BYTES);
		long base = switch (whence) {
			case 0 -> 0;
			case 1 -> channel.position();
			default -> channel.size();
		};
		channel.position(base + offset);
		this.memory.writeLong(result, channel.position());
	}

	void tell(int fd, int result) throws IOException {
		this.memory.writeLong(result, positioned(fd).position());
	}

	private FileChannel positioned(int fd) {
		return this.descriptors.file(fd, WasiError.NO_POSITION, WasiError.IS_DIRECTORY).channel();
	}

	private static ByteBuffer bytes(int size) {
		return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
	}

	private void write(int address, ByteBuffer bytes) {
		this.memory.write(address, bytes.array(), 0, bytes.capacity());
	}

}
