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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A directory that is known by its path, for platforms without
 * {@link java.nio.file.SecureDirectoryStream}. Each use checks that the path is still
 * free of symbolic links and leads to the same directory; another process that replaces
 * it in the very next moment can win.
 */
final class CheckedHostDirectory implements HostDirectory {

	private final DirectoryStream<Path> stream;

	private final Path path;

	private final @Nullable Object key;

	/**
	 * Create a new directory.
	 * @param path a real path
	 */
	CheckedHostDirectory(DirectoryStream<Path> stream, Path path) {
		this.stream = stream;
		this.path = path;
		this.key = DescriptorPaths.keyOf(path);
	}

	@Override
	public Path path() {
		return this.path;
	}

	@Override
	public HostDirectory openDirectory(String name, BasicFileAttributes expected) throws IOException {
		Path real = resolve(name).toRealPath();
		if (!this.path.equals(real.getParent())) {
			throw new SandboxException(WasiError.LOOP, name);
		}
		CheckedHostDirectory opened = new CheckedHostDirectory(Files.newDirectoryStream(real), real);
		if (!Objects.equals(opened.key, expected.fileKey())) {
			opened.close();
			throw new SandboxException(WasiError.LOOP, name);
		}
		return opened;
	}

	@Override
	public HostDirectory reopen() throws IOException {
		check();
		return new CheckedHostDirectory(Files.newDirectoryStream(this.path), this.path);
	}

	@Override
	public FileChannel openFile(String name, Set<OpenOption> options) throws IOException {
		Set<OpenOption> withoutLinks = new HashSet<>(options);
		withoutLinks.add(LinkOption.NOFOLLOW_LINKS);
		FileChannel channel = FileChannel.open(resolve(name), withoutLinks);
		try {
			check();
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	@Override
	public Iterator<String> names() {
		return HostDirectory.namesOf(this.stream);
	}

	@Override
	public BasicFileAttributes attributes(@Nullable String name) throws IOException {
		return Files.readAttributes(resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public void setTimes(@Nullable String name, @Nullable FileTime modified, @Nullable FileTime accessed)
			throws IOException {
		Files.getFileAttributeView(resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.setTimes(modified, accessed, null);
	}

	@Override
	public void createDirectory(String name) throws IOException {
		Files.createDirectory(resolve(name));
	}

	@Override
	public void deleteDirectory(String name) throws IOException {
		Files.delete(resolve(name));
	}

	@Override
	public void deleteFile(String name) throws IOException {
		Files.delete(resolve(name));
	}

	@Override
	public void move(String name, HostDirectory target, String targetName) throws IOException {
		if (!(target instanceof CheckedHostDirectory checkedTarget)) {
			throw new SandboxException(WasiError.NOT_SUPPORTED, targetName);
		}
		Files.move(resolve(name), checkedTarget.resolve(targetName), StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public String readLink(String name) throws IOException {
		String text = Files.readSymbolicLink(resolve(name)).toString();
		check();
		return text;
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

	private Path resolve(@Nullable String name) throws IOException {
		check();
		return (name != null) ? this.path.resolve(child(name)) : this.path;
	}

	private void check() throws IOException {
		if (!this.path.toRealPath().equals(this.path) || !Objects.equals(DescriptorPaths.keyOf(this.path), this.key)) {
			throw new SandboxException(WasiError.LOOP, this.path);
		}
	}

}
