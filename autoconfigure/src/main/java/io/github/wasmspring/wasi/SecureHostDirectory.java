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

package io.github.wasmspring.wasi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A directory that is held by its descriptor: whoever renames it, or puts a symbolic link
 * in its place, does not change what is done below it.
 */
final class SecureHostDirectory implements HostDirectory {

	private final SecureDirectoryStream<Path> stream;

	private final Path path;

	private final Path root;

	SecureHostDirectory(SecureDirectoryStream<Path> stream, Path path, Path root) {
		this.stream = stream;
		this.path = path;
		this.root = root;
	}

	@Override
	public Path path() {
		return this.path;
	}

	@Override
	public HostDirectory openDirectory(String name) throws IOException {
		Path child = child(name);
		return new SecureHostDirectory(this.stream.newDirectoryStream(child, LinkOption.NOFOLLOW_LINKS),
				this.path.resolve(child), this.root);
	}

	@Override
	public FileChannel openFile(String name, Set<OpenOption> options) throws IOException {
		Set<OpenOption> withoutLinks = new HashSet<>(options);
		withoutLinks.add(LinkOption.NOFOLLOW_LINKS);
		SeekableByteChannel channel = this.stream.newByteChannel(child(name), withoutLinks);
		if (channel instanceof FileChannel fileChannel) {
			return fileChannel;
		}
		channel.close();
		throw new SandboxException(WasiError.NOT_SUPPORTED, name);
	}

	@Override
	public Iterator<String> names() {
		return HostDirectory.namesOf(this.stream);
	}

	@Override
	public BasicFileAttributes attributes(@Nullable String name) throws IOException {
		return view(name).readAttributes();
	}

	@Override
	public void setTimes(@Nullable String name, @Nullable FileTime modified, @Nullable FileTime accessed)
			throws IOException {
		view(name).setTimes(modified, accessed, null);
	}

	private BasicFileAttributeView view(@Nullable String name) {
		return (name != null)
				? this.stream.getFileAttributeView(child(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				: this.stream.getFileAttributeView(BasicFileAttributeView.class);
	}

	/**
	 * Create the directory below the root, whose path nobody can redirect, and move it to
	 * its place: Java cannot create a directory relative to an open one.
	 */
	@Override
	public void createDirectory(String name) throws IOException {
		Path child = child(name);
		if (this.path.equals(this.root)) {
			Files.createDirectory(this.root.resolve(child));
			return;
		}
		Path temporary = child(".wasi-" + UUID.randomUUID());
		Files.createDirectory(this.root.resolve(temporary));
		try (HostDirectory opened = HostDirectory.open(this.root)) {
			SecureHostDirectory rootDirectory = (SecureHostDirectory) opened;
			try {
				rootDirectory.stream.move(temporary, this.stream, child);
			}
			catch (IOException | RuntimeException ex) {
				rootDirectory.stream.deleteDirectory(temporary);
				throw ex;
			}
		}
	}

	@Override
	public void deleteDirectory(String name) throws IOException {
		this.stream.deleteDirectory(child(name));
	}

	@Override
	public void deleteFile(String name) throws IOException {
		this.stream.deleteFile(child(name));
	}

	@Override
	public void move(String name, HostDirectory target, String targetName) throws IOException {
		if (!(target instanceof SecureHostDirectory secureTarget)) {
			throw new SandboxException(WasiError.NOT_SUPPORTED, targetName);
		}
		this.stream.move(child(name), secureTarget.stream, child(targetName));
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

}
