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

import org.springframework.util.FileSystemUtils;

/**
 * Lock that tells other processes that a {@link CacheStage} is in use. The system takes
 * it from a process that is killed, so that another one can remove what is left.
 */
final class StageLock implements AutoCloseable {

	private static final String NAME = "lock";

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

	private final FileChannel channel;

	/**
	 * Lock a stage that was just created.
	 * @param stage the directory
	 * @throws IOException if it cannot be locked
	 */
	StageLock(Path stage) throws IOException {
		this.stage = stage;
		OWN.add(stage);
		this.channel = FileChannel.open(stage.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		this.channel.lock();
	}

	/**
	 * Delete the stages that no process uses and that belong to the owner of this one.
	 * What cannot be deleted stays.
	 * @param prefix what the names of stages begin with
	 */
	void deleteLeftovers(String prefix) {
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
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// the directory goes anyway
		}
		OWN.remove(this.stage);
	}

}
