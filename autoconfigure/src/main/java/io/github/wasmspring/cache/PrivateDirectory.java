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

package io.github.wasmspring.cache;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmLoadException;

/**
 * A directory in which only its owner can write. Files appear in it complete or not at
 * all.
 *
 * @since 0.1.0
 */
public final class PrivateDirectory {

	static final String TEMPORARY_SUFFIX = ".tmp";

	private static final Log logger = LogFactory.getLog(PrivateDirectory.class);

	private final Path path;

	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile boolean usable = true;

	private PrivateDirectory(Path path) {
		this.path = path;
	}

	/**
	 * Open a directory, or create it for its owner only. If it cannot be created, that is
	 * said in the log, and the directory is not usable.
	 * @param path the directory
	 * @return the directory
	 * @throws WasmLoadException if others can write in it, or the path is a file
	 */
	public static PrivateDirectory open(Path path) {
		Assert.notNull(path, "'path' must not be null");
		PrivateDirectory directory = new PrivateDirectory(path.toAbsolutePath().normalize());
		directory.create();
		return directory;
	}

	private void create() {
		if (Files.exists(this.path) && !Files.isDirectory(this.path)) {
			throw DirectoryPermissions.failure("'wasm.cache.directory' is %s, which is a file".formatted(this.path),
					"Set 'wasm.cache.directory' to a directory.");
		}
		try {
			if (!Files.exists(this.path)) {
				Files.createDirectories(this.path, ownerOnly());
			}
			new DirectoryPermissions(this.path).check();
		}
		catch (IOException ex) {
			abandon("cannot be created", ex);
		}
	}

	private FileAttribute<?>[] ownerOnly() {
		return (this.path.getFileSystem().supportedFileAttributeViews().contains("posix"))
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
	}

	boolean isUsable() {
		return this.usable;
	}

	Path path() {
		return this.path;
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	/**
	 * Write a file, so that it appears under its name when it is complete.
	 */
	void write(String name, byte[] bytes) throws IOException {
		Path temporary = writeTemporary(bytes);
		try {
			Files.move(temporary, resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
		sync();
	}

	/**
	 * Write a file that only its owner can read and that the caller moves or deletes.
	 */
	Path writeTemporary(byte[] bytes) throws IOException {
		Path temporary = Files.createTempFile(this.path, "", TEMPORARY_SUFFIX);
		boolean written = false;
		try (FileOutputStream output = new FileOutputStream(temporary.toFile())) {
			output.write(bytes);
			output.getFD().sync();
			written = true;
		}
		finally {
			if (!written) {
				Files.deleteIfExists(temporary);
			}
		}
		return temporary;
	}

	/**
	 * Let the names of the files survive a failure of power, where the system can do
	 * that.
	 */
	private void sync() {
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			logger.trace("Cannot synchronize " + this.path, ex);
		}
	}

	/**
	 * Say, once, that something about the directory does not work.
	 */
	void warn(String problem, Exception cause) {
		String message = "The directory %s of compiled modules %s: %s".formatted(this.path, problem, cause);
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(message
					+ ". Modules are compiled instead. Correct 'wasm.cache.directory', its permissions or the space on its disk");
		}
		else {
			logger.debug(message);
		}
	}

	/**
	 * Stop using the directory.
	 */
	void abandon(String problem, Exception cause) {
		this.usable = false;
		warn(problem, cause);
	}

}
