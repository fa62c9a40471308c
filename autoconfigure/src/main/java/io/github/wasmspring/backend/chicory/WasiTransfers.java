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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.concurrent.CancellationException;

import com.dylibso.chicory.runtime.Memory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.chicory.WasiDescriptors.Descriptor;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Input;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Output;
import io.github.wasmspring.wasi.WasiError;

/**
 * Reads and writes in pieces, each of which looks for an interrupt: a guest may ask for
 * gigabytes.
 */
final class WasiTransfers {

	/**
	 * Most buffers of one call, as on Linux.
	 */
	private static final int MOST_BUFFERS = 1024;

	private static final int PIECE = Memory.PAGE_SIZE;

	private final WasiDescriptors descriptors;

	private final WasiMemory guest;

	private @Nullable ByteBuffer piece;

	WasiTransfers(WasiDescriptors descriptors, WasiMemory guest) {
		this.descriptors = descriptors;
		this.guest = guest;
	}

	void read(int fd, int vectors, int count, int result) throws IOException {
		Descriptor descriptor = this.descriptors.get(fd);
		if (descriptor instanceof Output) {
			throw new WasiFault(WasiError.BAD_DESCRIPTOR);
		}
		if (descriptor instanceof Input input) {
			transfer(vectors, count, result, (address, length, done) -> read(input.stream(), address, length));
			return;
		}
		FileChannel channel = channel(fd, WasiError.BAD_DESCRIPTOR);
		transfer(vectors, count, result, (address, length, done) -> fill(channel.read(buffer(length)), address));
	}

	void readAt(int fd, int vectors, int count, long offset, int result) throws IOException {
		checkOffset(offset);
		FileChannel channel = channel(fd,
				(this.descriptors.get(fd) instanceof Input) ? WasiError.NO_POSITION : WasiError.BAD_DESCRIPTOR);
		transfer(vectors, count, result,
				(address, length, done) -> fill(channel.read(buffer(length), offset + done), address));
	}

	void write(int fd, int vectors, int count, int result) throws IOException {
		Descriptor descriptor = this.descriptors.get(fd);
		if (descriptor instanceof Output output) {
			transfer(vectors, count, result, (address, length, done) -> write(output.stream(), address, length));
			return;
		}
		FileChannel channel = channel(fd, WasiError.BAD_DESCRIPTOR);
		transfer(vectors, count, result, (address, length, done) -> channel.write(drain(address, length)));
	}

	void writeAt(int fd, int vectors, int count, long offset, int result) throws IOException {
		checkOffset(offset);
		FileChannel channel = channel(fd,
				(this.descriptors.get(fd) instanceof Output) ? WasiError.NO_POSITION : WasiError.BAD_DESCRIPTOR);
		this.descriptors.checkPositioned(fd);
		transfer(vectors, count, result,
				(address, length, done) -> channel.write(drain(address, length), offset + done));
	}

	private FileChannel channel(int fd, WasiError stream) {
		return this.descriptors.file(fd, stream, WasiError.IS_DIRECTORY).channel();
	}

	private static void checkOffset(long offset) {
		if (offset < 0) {
			throw new WasiFault(WasiError.INVALID);
		}
	}

	private void transfer(int vectors, int count, int result, Piece piece) throws IOException {
		if (count < 0 || count > MOST_BUFFERS) {
			throw new WasiFault(WasiError.INVALID);
		}
		this.guest.check(result, Integer.BYTES);
		int done = 0;
		boolean more = true;
		for (int i = 0; i < count && more; i++) {
			int address = this.guest.readInt(vectors + i * 8);
			int length = this.guest.readInt(vectors + i * 8 + 4);
			this.guest.check(address, length);
			int moved = 0;
			more = length <= Integer.MAX_VALUE - done;
			while (more && moved < length) {
				int size = Math.min(PIECE, length - moved);
				int part = move(piece, address + moved, size, done);
				moved += Math.max(part, 0);
				done += Math.max(part, 0);
				more = part == size;
			}
		}
		this.guest.writeI32(result, done);
	}

	/**
	 * Move one piece.
	 * @return how much was moved; negative if nothing was, after other pieces were
	 */
	private static int move(Piece piece, int address, int length, int done) throws IOException {
		if (Thread.currentThread().isInterrupted()) {
			throw interrupted();
		}
		try {
			return piece.move(address, length, done);
		}
		catch (ClosedByInterruptException ex) {
			throw interrupted();
		}
		catch (NonReadableChannelException | NonWritableChannelException ex) {
			throw new WasiFault(WasiError.NOT_CAPABLE);
		}
		catch (IOException ex) {
			if (done == 0) {
				throw ex;
			}
			return -1;
		}
	}

	private static CancellationException interrupted() {
		return new CancellationException("The guest was interrupted while it reads or writes");
	}

	private ByteBuffer buffer(int length) {
		ByteBuffer buffer = this.piece;
		if (buffer == null) {
			buffer = ByteBuffer.allocate(PIECE);
			this.piece = buffer;
		}
		return buffer.clear().limit(length);
	}

	private int fill(int read, int address) {
		if (read > 0) {
			this.guest.write(address, buffer(read).array(), 0, read);
		}
		return Math.max(read, 0);
	}

	private ByteBuffer drain(int address, int length) {
		ByteBuffer buffer = buffer(length);
		this.guest.read(address, buffer.array(), length);
		return buffer;
	}

	private int read(InputStream stream, int address, int length) throws IOException {
		byte[] bytes = buffer(length).array();
		int read = stream.read(bytes, 0, length);
		return (read > 0) ? fill(read, address) : 0;
	}

	private int write(OutputStream stream, int address, int length) throws IOException {
		byte[] bytes = buffer(length).array();
		this.guest.read(address, bytes, length);
		stream.write(bytes, 0, length);
		return length;
	}

	/**
	 * Moves one piece.
	 */
	@FunctionalInterface
	private interface Piece {

		int move(int address, int length, int done) throws IOException;

	}

}
