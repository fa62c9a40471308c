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
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

/**
 * File system that consists of one directory of the host and lets nobody out: names are
 * resolved one by one, relative to directories that are held open where the platform can
 * do that, and a symbolic link is followed only if it is relative and stays inside. Links
 * cannot be created. What is refused is a {@link SandboxException}.
 *
 * @since 0.1.0
 */
public final class SandboxFileSystem extends FileSystem {

	private final Path root;

	private final boolean readOnly;

	private final HostDirectoryOpener opener;

	SandboxFileSystem(Path root, boolean readOnly, HostDirectoryOpener opener) {
		this.root = root;
		this.readOnly = readOnly;
		this.opener = opener;
	}

	/**
	 * Open the file system of a directory.
	 * @param directory the directory
	 * @return a new file system, which holds nothing open
	 * @throws UncheckedIOException if the directory is missing or not a directory
	 */
	public static SandboxFileSystem open(WasiDirectory directory) {
		return open(directory, HostDirectory::open);
	}

	static SandboxFileSystem open(WasiDirectory directory, HostDirectoryOpener opener) {
		try {
			Path root = directory.host().toRealPath();
			if (!Files.isDirectory(root)) {
				throw new NotDirectoryException(root.toString());
			}
			return new SandboxFileSystem(root, directory.readOnly(), opener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The directory '%s' for the guest's '%s' cannot be opened"
				.formatted(directory.host(), directory.guest()), ex);
		}
	}

	/**
	 * Return the root, which is all that a guest needs.
	 * @return an absolute path of this file system
	 */
	public Path getRootDirectory() {
		return new SandboxPath(this, true, List.of());
	}

	HostDirectory openRoot() throws IOException {
		return this.opener.open(this.root);
	}

	void checkWritable(Path path) {
		if (this.readOnly) {
			throw new SandboxException(WasiError.READ_ONLY, path);
		}
	}

	@Override
	public SandboxFileSystemProvider provider() {
		return SandboxFileSystemProvider.INSTANCE;
	}

	@Override
	public void close() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public boolean isReadOnly() {
		return this.readOnly;
	}

	@Override
	public String getSeparator() {
		return "/";
	}

	@Override
	public Iterable<Path> getRootDirectories() {
		return List.of(getRootDirectory());
	}

	@Override
	public Iterable<FileStore> getFileStores() {
		return List.of();
	}

	@Override
	public Set<String> supportedFileAttributeViews() {
		return Set.of("basic", "unix");
	}

	@Override
	public Path getPath(String first, String... more) {
		return SandboxPath.parse(this, (more.length != 0) ? first + "/" + String.join("/", more) : first);
	}

	@Override
	public PathMatcher getPathMatcher(String syntaxAndPattern) {
		throw new UnsupportedOperationException();
	}

	@Override
	public UserPrincipalLookupService getUserPrincipalLookupService() {
		throw new UnsupportedOperationException();
	}

	@Override
	public WatchService newWatchService() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Opens the root of a sandbox.
	 */
	@FunctionalInterface
	interface HostDirectoryOpener {

		HostDirectory open(Path root) throws IOException;

	}

}
