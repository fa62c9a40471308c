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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.wasi.SandboxDirectory;
import io.github.wasmspring.wasi.SandboxFile;
import io.github.wasmspring.wasi.SandboxNode;
import io.github.wasmspring.wasi.WasiError;

/**
 * The descriptors of one instance: standard streams, files and directories.
 */
final class WasiDescriptors {

	/**
	 * Most descriptors of one instance, with the three standard streams and the preopened
	 * directories.
	 */
	static final int MOST = 256;

	/**
	 * The flag of a file to whose end all is written.
	 */
	static final int APPEND = 1;

	private final @Nullable Descriptor[] descriptors = new Descriptor[MOST];

	WasiDescriptors(InputStream stdin, OutputStream stdout, OutputStream stderr, List<SandboxDirectory> directories) {
		add(new Input(stdin));
		add(new Output(stdout));
		add(new Output(stderr));
		directories.forEach((directory) -> add(new Node(directory, 0, 0)));
	}

	/**
	 * Check that there is room for one more.
	 */
	void checkRoom() {
		next();
	}

	private int next() {
		for (int fd = 0; fd < MOST; fd++) {
			if (this.descriptors[fd] == null) {
				return fd;
			}
		}
		throw new WasiFault(WasiError.TOO_MANY_FILES);
	}

	/**
	 * Add a descriptor.
	 * @return its number, the lowest that is free
	 */
	int add(Descriptor descriptor) {
		int fd = next();
		this.descriptors[fd] = descriptor;
		return fd;
	}

	Descriptor get(int fd) {
		Descriptor descriptor = (fd >= 0 && fd < MOST) ? this.descriptors[fd] : null;
		if (descriptor == null) {
			throw new WasiFault(WasiError.BAD_DESCRIPTOR);
		}
		return descriptor;
	}

	SandboxDirectory directory(int fd) {
		if (get(fd) instanceof Node node && node.node() instanceof SandboxDirectory directory) {
			return directory;
		}
		throw new WasiFault(WasiError.NOT_DIRECTORY);
	}

	/**
	 * Return the file of a descriptor.
	 * @param stream the error if it is a standard stream
	 * @param directory the error if it is a directory
	 */
	SandboxFile file(int fd, WasiError stream, WasiError directory) {
		if (!(get(fd) instanceof Node node)) {
			throw new WasiFault(stream);
		}
		if (node.node() instanceof SandboxFile file) {
			return file;
		}
		throw new WasiFault(directory);
	}

	/**
	 * Check that a descriptor writes at its position, and not always at the end.
	 */
	void checkPositioned(int fd) {
		if (get(fd) instanceof Node node && (node.flags() & APPEND) != 0) {
			throw new WasiFault(WasiError.NOT_SUPPORTED);
		}
	}

	void close(int fd) throws IOException {
		Descriptor descriptor = get(fd);
		this.descriptors[fd] = null;
		descriptor.close();
	}

	void renumber(int from, int to) throws IOException {
		Descriptor moved = get(from);
		Descriptor replaced = get(to);
		if (from != to) {
			this.descriptors[from] = null;
			this.descriptors[to] = moved;
			replaced.close();
		}
	}

	/**
	 * Close all descriptors.
	 */
	void closeAll() throws IOException {
		IOException failure = null;
		for (int fd = 0; fd < MOST; fd++) {
			Descriptor descriptor = this.descriptors[fd];
			this.descriptors[fd] = null;
			try {
				if (descriptor != null) {
					descriptor.close();
				}
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * What a number of the guest stands for.
	 */
	interface Descriptor {

		/**
		 * Close what belongs to the descriptor alone.
		 */
		default void close() throws IOException {
		}

	}

	/**
	 * Standard input.
	 *
	 * @param stream where it comes from
	 */
	record Input(InputStream stream) implements Descriptor {
	}

	/**
	 * Standard output or error, which the instance closes.
	 *
	 * @param stream where it goes
	 */
	record Output(OutputStream stream) implements Descriptor {
	}

	/**
	 * A file or a directory.
	 *
	 * @param node the file or directory
	 * @param rights what it was opened for
	 * @param flags how it was opened
	 */
	record Node(SandboxNode node, long rights, int flags) implements Descriptor {

		@Override
		public void close() throws IOException {
			this.node.close();
		}

	}

}
