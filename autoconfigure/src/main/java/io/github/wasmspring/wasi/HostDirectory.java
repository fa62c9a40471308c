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

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An open directory of the host. Its methods take the name of a direct child and never
 * follow a symbolic link. Those that may block are called by {@link DetachedCalls}.
 */
interface HostDirectory extends Closeable {

	/**
	 * Most bytes of a name, which is the limit of the usual file systems.
	 */
	int LONGEST_NAME = 255;

	/**
	 * Open the root of a sandbox.
	 * @param root a real path
	 */
	static HostDirectory open(Path root) throws IOException {
		DirectoryStream<Path> stream = Files.newDirectoryStream(root);
		if (stream instanceof SecureDirectoryStream<Path> secure) {
			return new SecureHostDirectory(secure, root);
		}
		return new CheckedHostDirectory(stream, root);
	}

	/**
	 * Return the path of a child's name, after a check that it is nothing but a name.
	 */
	default Path child(String name) {
		try {
			Path child = path().getFileSystem().getPath(name);
			if (child.getRoot() != null || child.getNameCount() != 1 || !child.toString().equals(name)
					|| name.equals("..") || name.equals(".") || name.isEmpty()) {
				throw new SandboxException(WasiError.ILLEGAL_NAME, name);
			}
			return child;
		}
		catch (InvalidPathException ex) {
			throw new SandboxException(WasiError.ILLEGAL_NAME, name);
		}
	}

	/**
	 * Where the directory was when it was opened.
	 */
	Path path();

	/**
	 * Open a child.
	 * @param name the name of the child
	 * @param expected attributes of the child, which is opened only if it is still the
	 * same directory
	 */
	HostDirectory openDirectory(String name, BasicFileAttributes expected) throws IOException;

	/**
	 * Open the directory itself once more.
	 */
	HostDirectory reopen() throws IOException;

	/**
	 * Open a file, which may block if somebody has put a pipe in its place.
	 */
	FileChannel openFile(String name, Set<OpenOption> options) throws IOException;

	/**
	 * Return the names of the children, once.
	 */
	Iterator<String> names();

	/**
	 * Return the names of what a stream lists.
	 */
	static Iterator<String> namesOf(DirectoryStream<Path> stream) {
		Iterator<Path> paths = stream.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return paths.hasNext();
			}

			@Override
			public String next() {
				return String.valueOf(paths.next().getFileName());
			}

		};
	}

	/**
	 * Return the attributes of a child, or of the directory itself.
	 */
	BasicFileAttributes attributes(@Nullable String name) throws IOException;

	/**
	 * Set the times of a child, which may block if somebody has put a pipe in its place,
	 * or of the directory itself.
	 */
	void setTimes(@Nullable String name, @Nullable FileTime modified, @Nullable FileTime accessed) throws IOException;

	void createDirectory(String name) throws IOException;

	void deleteDirectory(String name) throws IOException;

	void deleteFile(String name) throws IOException;

	void move(String name, HostDirectory target, String targetName) throws IOException;

	/**
	 * Return the target of a symbolic link.
	 */
	String readLink(String name) throws IOException;

	/**
	 * Close the directory after a failure, which stays the one to tell.
	 */
	default void closeAfter(Throwable failure) {
		try {
			close();
		}
		catch (IOException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
