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
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A directory that is held by its descriptor: whoever renames it, or puts a symbolic link
 * in its place, does not change what is done below it.
 */
final class SecureHostDirectory implements HostDirectory {

	private static final String SELF = ".";

	private final SecureDirectoryStream<Path> stream;

	private final Path path;

	SecureHostDirectory(SecureDirectoryStream<Path> stream, Path path) {
		this.stream = stream;
		this.path = path;
	}

	@Override
	public Path path() {
		return this.path;
	}

	/**
	 * Open the {@code .} of the child, so that the system refuses anything but a
	 * directory at once: to open a pipe would block. That follows a symbolic link, but
	 * what is open is compared with what was there.
	 */
	@Override
	public HostDirectory openDirectory(String name, BasicFileAttributes expected) throws IOException {
		Path child = child(name);
		HostDirectory opened = open(child.resolve(SELF), this.path.resolve(child));
		try {
			if (!Objects.equals(opened.attributes(null).fileKey(), expected.fileKey())) {
				throw new SandboxException(WasiError.LOOP, name);
			}
			return opened;
		}
		catch (IOException | RuntimeException | Error ex) {
			opened.closeAfter(ex);
			throw ex;
		}
	}

	@Override
	public HostDirectory reopen() throws IOException {
		return open(this.path.getFileSystem().getPath(SELF), this.path);
	}

	private HostDirectory open(Path relative, Path opened) throws IOException {
		return new SecureHostDirectory(this.stream.newDirectoryStream(relative), opened);
	}

	@Override
	public FileChannel openFile(String name, Set<OpenOption> options) throws IOException {
		return openFile(child(name), options);
	}

	private FileChannel openFile(Path child, Set<OpenOption> options) throws IOException {
		Set<OpenOption> withoutLinks = new HashSet<>(options);
		withoutLinks.add(LinkOption.NOFOLLOW_LINKS);
		SeekableByteChannel channel = this.stream.newByteChannel(child, withoutLinks);
		if (channel instanceof FileChannel fileChannel) {
			return fileChannel;
		}
		channel.close();
		throw new SandboxException(WasiError.NOT_SUPPORTED, child);
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

	@Override
	public void createDirectory(String name) throws IOException {
		Path child = child(name);
		inPath((directory) -> Files.createDirectory(directory.resolve(child)));
	}

	@Override
	public String readLink(String name) throws IOException {
		Path child = child(name);
		return inPath((directory) -> Files.readSymbolicLink(directory.resolve(child))).toString();
	}

	/**
	 * Do something by the path of a descriptor that is opened for it, which nobody can
	 * redirect. Where there are no such paths, it is the path that the directory was
	 * opened by, if that leads there before and after.
	 */
	private Path inPath(PathOperation operation) throws IOException {
		Object key = attributes(null).fileKey();
		if (key != null && DescriptorPaths.areAvailable() && this.path.getFileSystem() == FileSystems.getDefault()) {
			return inDescriptorPath(key, operation);
		}
		if (Objects.equals(DescriptorPaths.keyOf(this.path), key)) {
			Path result = operation.perform(this.path);
			if (Objects.equals(DescriptorPaths.keyOf(this.path), key)) {
				return result;
			}
		}
		throw failure("moved while it was used");
	}

	private Path inDescriptorPath(Object key, PathOperation operation) throws IOException {
		try (FileChannel descriptor = openFile(Path.of(SELF), Set.of(StandardOpenOption.READ))) {
			Path directory = DescriptorPaths.of(descriptor, key);
			if (directory == null) {
				throw failure("its descriptor cannot be found");
			}
			return operation.perform(directory);
		}
		catch (ClosedByInterruptException ex) {
			throw Interrupts.cancellation();
		}
	}

	private FileSystemException failure(String reason) {
		return new FileSystemException(this.path.toString(), null, reason);
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

	/**
	 * Does something to a child of a directory that is known by a path.
	 */
	@FunctionalInterface
	private interface PathOperation {

		Path perform(Path directory) throws IOException;

	}

}
