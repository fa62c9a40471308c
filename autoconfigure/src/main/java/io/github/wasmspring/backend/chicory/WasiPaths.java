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
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

import io.github.wasmspring.backend.chicory.WasiDescriptors.Node;
import io.github.wasmspring.wasi.SandboxDirectory;
import io.github.wasmspring.wasi.SandboxFile;
import io.github.wasmspring.wasi.SandboxNode;
import io.github.wasmspring.wasi.SandboxOpening;

/**
 * The functions of WASI on paths.
 */
final class WasiPaths {

	private static final int FOLLOW = 1;

	private static final int CREATE = 1;

	private static final int DIRECTORY = 2;

	private static final int EXCLUSIVE = 4;

	private static final int TRUNCATE = 8;

	private static final int DSYNC = 2;

	private static final int SYNC = 16;

	private final WasiDescriptors descriptors;

	private final WasiMemory memory;

	private final WasiFiles files;

	WasiPaths(WasiDescriptors descriptors, WasiMemory memory, WasiFiles files) {
		this.descriptors = descriptors;
		this.memory = memory;
		this.files = files;
	}

	/**
	 * Open a file or directory, unless its number could not be returned.
	 */
	void open(int fd, int lookup, int path, int length, int openFlags, long rights, int flags, int result)
			throws IOException {
		this.memory.check(result, Integer.BYTES);
		this.descriptors.checkRoom();
		SandboxDirectory directory = this.descriptors.directory(fd);
		String text = text(path, length);
		boolean write = (rights & WasiRights.WRITE) != 0;
		SandboxNode opened = directory.open(text, new SandboxOpening(follow(lookup), (openFlags & DIRECTORY) != 0,
				write, options(openFlags, rights, flags)));
		if (isAppend(flags) && (openFlags & TRUNCATE) != 0) {
			truncate(opened);
		}
		long granted = (isAppend(flags)) ? rights & ~WasiRights.READ : rights;
		this.memory.writeI32(result, this.descriptors.add(new Node(opened, granted, flags)));
	}

	private static void truncate(SandboxNode opened) throws IOException {
		if (opened instanceof SandboxFile file) {
			try {
				file.channel().truncate(0);
			}
			catch (IOException | RuntimeException ex) {
				file.close();
				throw ex;
			}
		}
	}

	private static boolean isAppend(int flags) {
		return (flags & WasiDescriptors.APPEND) != 0;
	}

	/**
	 * Return the options of Java, which can neither read nor cut off what it appends to
	 * when it opens it.
	 */
	private static Set<OpenOption> options(int openFlags, long rights, int flags) {
		boolean append = isAppend(flags);
		boolean truncate = (openFlags & TRUNCATE) != 0;
		boolean create = (openFlags & CREATE) != 0;
		Set<OpenOption> options = new HashSet<>();
		add(options, StandardOpenOption.READ, !append && (rights & WasiRights.READ) != 0);
		add(options, StandardOpenOption.WRITE, create || (rights & WasiRights.WRITE) != 0);
		add(options, StandardOpenOption.CREATE, create && (openFlags & EXCLUSIVE) == 0);
		add(options, StandardOpenOption.CREATE_NEW, create && (openFlags & EXCLUSIVE) != 0);
		add(options, StandardOpenOption.TRUNCATE_EXISTING, truncate && !append);
		add(options, StandardOpenOption.APPEND, append);
		add(options, StandardOpenOption.SYNC, (flags & SYNC) != 0);
		add(options, StandardOpenOption.DSYNC, (flags & DSYNC) != 0);
		return options;
	}

	private static void add(Set<OpenOption> options, OpenOption option, boolean wanted) {
		if (wanted) {
			options.add(option);
		}
	}

	void createDirectory(int fd, int path, int length) throws IOException {
		this.descriptors.directory(fd).createDirectory(text(path, length));
	}

	void removeDirectory(int fd, int path, int length) throws IOException {
		this.descriptors.directory(fd).removeDirectory(text(path, length));
	}

	void unlinkFile(int fd, int path, int length) throws IOException {
		this.descriptors.directory(fd).unlinkFile(text(path, length));
	}

	void rename(int fd, int path, int length, int targetFd, int targetPath, int targetLength) throws IOException {
		SandboxDirectory source = this.descriptors.directory(fd);
		SandboxDirectory target = this.descriptors.directory(targetFd);
		source.rename(text(path, length), target, text(targetPath, targetLength));
	}

	void readLink(int fd, int path, int length, int buffer, int size, int result) throws IOException {
		this.memory.check(buffer, size);
		this.memory.check(result, Integer.BYTES);
		byte[] text = this.descriptors.directory(fd).readLink(text(path, length)).getBytes(StandardCharsets.UTF_8);
		int used = Math.min(text.length, size);
		this.memory.write(buffer, text, 0, used);
		this.memory.writeI32(result, used);
	}

	void attributes(int fd, int lookup, int path, int length, int buffer) throws IOException {
		SandboxDirectory directory = this.descriptors.directory(fd);
		this.files.writeAttributes(buffer, directory.attributes(text(path, length), follow(lookup)));
	}

	void setTimes(int fd, int path, int length, WasiTimes times) throws IOException {
		this.descriptors.directory(fd).setTimes(text(path, length), times.modified(), times.accessed());
	}

	private static boolean follow(int lookup) {
		return (lookup & FOLLOW) != 0;
	}

	private String text(int path, int length) {
		return this.memory.readString(path, length, StandardCharsets.UTF_8);
	}

}
