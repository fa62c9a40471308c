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
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Lock that tells other processes that a {@link CacheStage} is in use. The system takes
 * it from a process that is killed, so that another one can remove what is left. Where
 * files cannot be locked, nothing is removed, and the stage works without.
 */
final class StageLock implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StageLock.class);

	private static final String NAME = ".wasm-spring-boot.lock";

	/**
	 * Age from which a stage is looked at, because it may have no lock before.
	 */
	private static final Duration MIN_AGE = Duration.ofHours(1);

	/**
	 * Stages of this process, whose locks must not be looked at: closing any channel to a
	 * file can give up all its locks.
	 */
	private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

	private final Path stage;

	private final @Nullable FileChannel channel;

	/**
	 * Lock a stage that was just created, if that is possible.
	 * @param stage the directory
	 * @param locking locks files
	 */
	StageLock(Path stage, Locking locking) {
		this.stage = stage;
		OWN.add(stage);
		this.channel = lock(stage.resolve(NAME), locking);
	}

	private static @Nullable FileChannel lock(Path file, Locking locking) {
		FileChannel channel = null;
		try {
			channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			locking.lock(channel);
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Stage of the cache has no lock", ex);
			closeQuietly(channel);
			deleteQuietly(file);
			return null;
		}
	}

	private static void closeQuietly(@Nullable FileChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// the directory goes anyway
		}
	}

	/**
	 * Delete a file that is not locked, or else others would take the stage for one that
	 * nobody uses.
	 */
	private static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// what its owner cannot delete, others cannot either
		}
	}

	/**
	 * Delete the stages that no process uses and that belong to the owner of this one.
	 * What cannot be deleted stays.
	 * @param prefix what the names of stages begin with
	 */
	void deleteLeftovers(String prefix) {
		if (this.channel == null) {
			return;
		}
		try (DirectoryStream<Path> found = Files.newDirectoryStream(this.stage.getParent(), prefix + "*")) {
			for (Path other : found) {
				if (!OWN.contains(other) && isLeftover(other)) {
					FileSystemUtils.deleteRecursively(other);
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// the next time
		}
	}

	private boolean isLeftover(Path other) throws IOException {
		Path file = other.resolve(NAME);
		if (!Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
				|| !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
				|| !Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(this.stage))
				|| Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(MIN_AGE))) {
			return false;
		}
		try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
				FileLock lock = opened.tryLock()) {
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		closeQuietly(this.channel);
		OWN.remove(this.stage);
	}

	/**
	 * Locks a file.
	 */
	@FunctionalInterface
	interface Locking {

		/**
		 * Lock a file until the channel is closed.
		 * @param channel the open file
		 * @throws IOException if it cannot be locked
		 */
		void lock(FileChannel channel) throws IOException;

	}

}
