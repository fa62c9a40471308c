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

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * Directory that nobody but the current user can change. On file systems without POSIX
 * permissions, as on Windows, the access rights are those of the directory above.
 */
final class PrivateDirectory {

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

	private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

	private PrivateDirectory() {
	}

	/**
	 * Create the directory and those above it, unless they exist, and check that it is
	 * private.
	 * @param directory the directory
	 * @return the directory without symbolic links
	 * @throws IOException if it cannot be created, or others may change it; the message
	 * is fit for users
	 */
	static Path create(Path directory) throws IOException {
		Path absolute = directory.toAbsolutePath().normalize();
		Path name = absolute.getFileName();
		Assert.notNull(name, "'directory' must not be the root of a file system");
		Files.createDirectories(absolute, attributes(absolute, OWNER_ONLY));
		Path parent = absolute.getParent();
		Assert.state(parent != null, "A named path has a parent");
		Path real = parent.toRealPath().resolve(name);
		if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
			throw new IOException("'%s' is a symbolic link".formatted(real));
		}
		if (isPosix(real)) {
			checkOwner(real);
			checkPermissions(real);
		}
		return real;
	}

	private static void checkOwner(Path directory) throws IOException {
		UserPrincipal owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
		if (!owner.equals(currentUser()) && !"root".equals(owner.getName())) {
			throw new IOException("'%s' belongs to the user '%s', not to the one that runs the application"
				.formatted(directory, owner.getName()));
		}
	}

	private static void checkPermissions(Path directory) throws IOException {
		Set<PosixFilePermission> permissions = Files
			.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
			.permissions();
		if (permissions.contains(PosixFilePermission.GROUP_WRITE)
				|| permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
			throw new IOException("'%s' may be changed by other users (%s); delete it, or run 'chmod 700' on it if you"
				.formatted(directory, PosixFilePermissions.toString(permissions)) + " trust what is in it");
		}
	}

	/**
	 * Return what went wrong with a file, since some exceptions only name it.
	 * @param ex the exception
	 */
	static String describe(Exception ex) {
		return (ex instanceof FileSystemException failure && failure.getReason() == null)
				? ex.getClass().getSimpleName() + ": " + ex.getMessage() : String.valueOf(ex.getMessage());
	}

	/**
	 * Return the attributes of a new file that only the current user may read.
	 * @param path where the file will be
	 */
	static FileAttribute<?>[] fileAttributes(Path path) {
		return attributes(path, OWNER_FILE);
	}

	private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
		return (isPosix(path)) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix")
				&& Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
	}

	/**
	 * Return the user that owns what this process creates, which Java tells only by
	 * example.
	 */
	private static UserPrincipal currentUser() throws IOException {
		Path file = Files.createTempFile("wasm", null);
		try {
			return Files.getOwner(file);
		}
		finally {
			Files.delete(file);
		}
	}

}
