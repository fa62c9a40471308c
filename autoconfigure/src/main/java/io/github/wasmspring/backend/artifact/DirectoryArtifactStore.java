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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Keeps artifacts in a directory, which several virtual machines may share. When they
 * take too much space, those that were used least recently go.
 *
 * @since 0.1.0
 */
public final class DirectoryArtifactStore implements ArtifactStore {

	/**
	 * Space that artifacts may take where nothing is configured.
	 */
	public static final DataSize DEFAULT_MAX_SIZE = DataSize.ofGigabytes(1);

	private static final String SUFFIX = ".artifact";

	private final PrivateDirectory directory;

	private final long maxSize;

	/**
	 * Create a store.
	 * @param directory the directory
	 * @param maxSize space that the artifacts may take
	 */
	public DirectoryArtifactStore(PrivateDirectory directory, DataSize maxSize) {
		Assert.notNull(directory, "'directory' must not be null");
		Assert.notNull(maxSize, "'maxSize' must not be null");
		this.directory = directory;
		this.maxSize = maxSize.toBytes();
		if (directory.isUsable()) {
			tidy();
		}
	}

	@Override
	public byte @Nullable [] get(String id) {
		if (!this.directory.isUsable()) {
			return null;
		}
		Path file = file(id);
		try {
			if (Files.isSymbolicLink(file)) {
				Files.delete(file);
				return null;
			}
			byte[] bytes = (Files.size(file) <= this.maxSize) ? Files.readAllBytes(file) : null;
			touch(file);
			return bytes;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			this.directory.warn("cannot be read", ex);
			return null;
		}
	}

	/**
	 * Note that a file was used, unless the directory is read-only.
	 */
	private static void touch(Path file) {
		try {
			Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
		}
		catch (IOException ex) {
			// it counts as older than it is
		}
	}

	@Override
	public void put(String id, byte[] bytes) {
		if (!this.directory.isUsable() || bytes.length > this.maxSize) {
			return;
		}
		try {
			this.directory.write(id + SUFFIX, bytes);
		}
		catch (IOException ex) {
			this.directory.warn("cannot be written", ex);
			return;
		}
		tidy();
	}

	@Override
	public void remove(String id) {
		try {
			Files.deleteIfExists(file(id));
		}
		catch (IOException ex) {
			this.directory.warn("cannot be written", ex);
		}
	}

	@Override
	public String describe(String id) {
		return file(id).toString();
	}

	private Path file(String id) {
		return this.directory.resolve(id + SUFFIX);
	}

	private void tidy() {
		try {
			this.directory.deleteLeftovers();
			new DirectorySweep(this.directory.path()).evict(SUFFIX, this.maxSize);
		}
		catch (IOException ex) {
			this.directory.warn("cannot be tidied", ex);
		}
	}

}
