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

package io.github.wasmspring.backend.artifact;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * A directory in which only its owner can write. Files appear in it complete or not at
 * all.
 *
 * @since 0.1.0
 */
public final class PrivateDirectory {

	static final String TEMPORARY_PREFIX = "wasm-";

	static final String TEMPORARY_SUFFIX = ".tmp";

	private static final Log logger = LogFactory.getLog(PrivateDirectory.class);

	private final Path path;

	private final WasmSetting setting;

	private final @Nullable SettingNames names;

	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile boolean usable = true;

	private PrivateDirectory(Path path, WasmSetting setting, @Nullable SettingNames names) {
		this.path = path;
		this.setting = setting;
		this.names = names;
	}

	/**
	 * Open the directory of a cache, or create it for its owner only. If it cannot be
	 * created, or others can write in it, that is said in the log, and the directory is
	 * not usable.
	 * @param path the directory
	 * @return the directory
	 */
	public static PrivateDirectory open(Path path) {
		return open(path, false, null);
	}

	/**
	 * Open the directory of a cache like {@link #open(Path)}.
	 * @param path the directory
	 * @param verified whether what is in it is trusted for signatures whose key is
	 * elsewhere: others may write in it then, which is said in the log
	 * @param names what messages call settings, or {@code null} if that is not known
	 * @return the directory
	 */
	public static PrivateDirectory open(Path path, boolean verified, @Nullable SettingNames names) {
		try {
			return create(path, WasmSetting.CACHE_DIRECTORY, names);
		}
		catch (WasmLoadException ex) {
			PrivateDirectory directory = unchecked(path, names);
			if (verified && Files.isDirectory(directory.path)) {
				directory.accept(ex);
			}
			else {
				directory.abandon(ex);
			}
			return directory;
		}
		catch (IOException ex) {
			PrivateDirectory directory = unchecked(path, names);
			directory.abandon("cannot be created", ex);
			return directory;
		}
	}

	private static PrivateDirectory unchecked(Path path, @Nullable SettingNames names) {
		return new PrivateDirectory(path.toAbsolutePath().normalize(), WasmSetting.CACHE_DIRECTORY, names);
	}

	/**
	 * Open a directory, or create it for its owner only.
	 * @param path the directory
	 * @param setting the setting that names it, for messages
	 * @return the directory
	 * @throws WasmLoadException if others can write in it, or the path is a file
	 * @throws IOException if it cannot be created
	 */
	public static PrivateDirectory create(Path path, WasmSetting setting) throws IOException {
		return create(path, setting, null);
	}

	private static PrivateDirectory create(Path path, WasmSetting setting, @Nullable SettingNames names)
			throws IOException {
		Assert.notNull(path, "'path' must not be null");
		Assert.notNull(setting, "'setting' must not be null");
		Path absolute = path.toAbsolutePath().normalize();
		new DirectoryPermissions(absolute, setting, names).checkNoFile();
		if (!Files.exists(absolute)) {
			Files.createDirectories(absolute, ownerOnly(absolute));
		}
		Path parent = absolute.getParent();
		Path real = (parent != null) ? parent.toRealPath().resolve(absolute.getFileName()) : absolute;
		new DirectoryPermissions(real, setting, names).check();
		return new PrivateDirectory(real, setting, names);
	}

	private static FileAttribute<?>[] ownerOnly(Path path) {
		return (path.getFileSystem().supportedFileAttributeViews().contains("posix"))
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Return whether the directory could be created and has not been given up.
	 */
	boolean isUsable() {
		return this.usable;
	}

	/**
	 * Return the directory as a path without symbolic links.
	 * @return the path
	 */
	public Path path() {
		return this.path;
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	/**
	 * Check that nobody else can put another directory at the place of this one. Files
	 * that are not verified after they were read depend on that.
	 * @throws WasmLoadException if others can write in a directory above
	 * @throws IOException if that cannot be found out
	 */
	public void checkAbove() throws IOException {
		permissions().checkAbove(WasmText.of(""));
	}

	DirectoryPermissions permissions() {
		return new DirectoryPermissions(this.path, this.setting, this.names);
	}

	/**
	 * Create an empty file that only its owner can read and that the caller moves or
	 * deletes. Should the process be killed before that, others delete it later.
	 * @return the file
	 * @throws IOException if it cannot be created
	 */
	public Path createTemporary() throws IOException {
		return Files.createTempFile(this.path, TEMPORARY_PREFIX, TEMPORARY_SUFFIX);
	}

	/**
	 * Delete temporary files that are so old that whoever created them was killed.
	 * @throws IOException if they cannot be listed or deleted
	 */
	public void deleteLeftovers() throws IOException {
		new DirectorySweep(this.path).deleteLeftovers();
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
		Path temporary = createTemporary();
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
			logger.warn(WasmText
				.of("%s. Modules are compiled instead. Correct %s, its permissions or the space on its disk", message,
						this.setting)
				.render(new WasmErrorContext(null, null, null, this.names)));
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

	/**
	 * Stop using the directory, since others could put code into it.
	 */
	void abandon(WasmLoadException problem) {
		this.usable = false;
		say(problem, "Nothing is kept in it, and modules are compiled instead");
	}

	/**
	 * Use the directory although others can put code into it, which is not run without a
	 * signature.
	 */
	private void accept(WasmLoadException problem) {
		say(problem, "It is used all the same, because nothing in it is run unless its signature is right");
	}

	private void say(WasmLoadException problem, String consequence) {
		if (this.warned.compareAndSet(false, true)) {
			SettingNames known = Objects.requireNonNullElse(this.names, SettingNames.NEUTRAL);
			logger.warn("The directory %s of compiled modules is not safe: %s. %s. %s".formatted(this.path,
					problem.getDescription(known), consequence, problem.getRemedy(known)));
		}
	}

}
