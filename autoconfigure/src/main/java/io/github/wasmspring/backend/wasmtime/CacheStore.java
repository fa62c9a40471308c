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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compiled modules as signed files, one per module. A file has a header, the signature of
 * everything else and of the module's digest, the name that wasmtime gave to its own
 * file, and that file's content. A file that was changed, truncated, renamed or signed
 * with another key is deleted when it is met.
 */
final class CacheStore {

	private static final Log logger = LogFactory.getLog(CacheStore.class);

	private static final byte[] HEADER = "wasm-spring-boot wasmtime 1\n".getBytes(StandardCharsets.US_ASCII);

	private static final int SIGNATURE = 32;

	private static final int MAX_FILE = 1 << 30;

	private static final String SUFFIX = ".module";

	private final Path directory;

	private final CacheKey key;

	private final CacheSweep sweep;

	private final AtomicBoolean warned = new AtomicBoolean();

	CacheStore(Path directory, CacheKey key, CacheSweep sweep) {
		this.directory = directory;
		this.key = key;
		this.sweep = sweep;
	}

	/**
	 * Return what is stored for a module.
	 * @param digest the module's digest
	 * @return the file as it was written, or {@code null} if there is none
	 */
	@Nullable CachedFile read(String digest) {
		Path path = path(digest);
		try {
			if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > MAX_FILE) {
				Files.deleteIfExists(path);
				return null;
			}
			CachedFile file = decode(digest, Files.readAllBytes(path));
			if (file == null) {
				drop(path);
				return null;
			}
			touch(path);
			return file;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			logger.debug("Cannot read '%s'".formatted(path), ex);
			return null;
		}
	}

	private void drop(Path path) throws IOException {
		String message = "Deleting '%s', which was changed or signed with another key".formatted(path);
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
		Files.deleteIfExists(path);
	}

	private static void touch(Path path) {
		try {
			Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
		}
		catch (IOException ex) {
			logger.trace("A read-only cache keeps no order of use", ex);
		}
	}

	/**
	 * Store a file for a module, at the place of the one that is there.
	 * @param digest the module's digest
	 * @param file the file
	 * @throws IOException if it cannot be written
	 */
	void write(String digest, CachedFile file) throws IOException {
		Path unfinished = Files.createTempFile(this.directory, "writing", ".tmp");
		try {
			Files.write(unfinished, encode(digest, file));
			Files.move(unfinished, path(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
		this.sweep.run(this.directory, SUFFIX);
	}

	private Path path(String digest) {
		return this.directory.resolve(digest + SUFFIX);
	}

	private byte[] encode(String digest, CachedFile file) {
		byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
		ByteBuffer buffer = ByteBuffer
			.allocate(HEADER.length + SIGNATURE + Integer.BYTES + name.length + file.content().length);
		buffer.put(HEADER).position(HEADER.length + SIGNATURE);
		buffer.putInt(name.length).put(name).put(file.content());
		buffer.put(HEADER.length, sign(digest, buffer));
		return buffer.array();
	}

	private @Nullable CachedFile decode(String digest, byte[] bytes) {
		int start = HEADER.length + SIGNATURE;
		if (bytes.length < start + Integer.BYTES) {
			return null;
		}
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		byte[] signature = new byte[SIGNATURE];
		buffer.get(HEADER.length, signature);
		if (!MessageDigest.isEqual(signature, sign(digest, buffer))) {
			return null;
		}
		buffer.position(start);
		byte[] name = new byte[buffer.getInt()];
		buffer.get(name);
		byte[] content = new byte[buffer.remaining()];
		buffer.get(content);
		return new CachedFile(new String(name, StandardCharsets.UTF_8), content);
	}

	private byte[] sign(String digest, ByteBuffer file) {
		int start = HEADER.length + SIGNATURE;
		return this.key.sign(ByteBuffer.wrap(digest.getBytes(StandardCharsets.US_ASCII)), file.slice(0, HEADER.length),
				file.slice(start, file.capacity() - start));
	}

	/**
	 * File that wasmtime wrote.
	 *
	 * @param name the path relative to wasmtime's directory, with slashes
	 * @param content the content
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record CachedFile(String name, byte[] content) {
	}

}
