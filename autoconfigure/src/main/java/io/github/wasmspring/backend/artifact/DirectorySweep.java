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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Deletes what a directory need not keep. Others may do the same at the same time, so
 * that files vanish meanwhile.
 *
 * @param directory the directory
 */
record DirectorySweep(Path directory) {

	/**
	 * Age at which a temporary file cannot be one that is being written.
	 */
	private static final Duration ABANDONED = Duration.ofMinutes(15);

	/**
	 * Delete the temporary files that those left behind who were killed while writing.
	 */
	void deleteLeftovers() throws IOException {
		Instant abandoned = Instant.now().minus(ABANDONED);
		for (Entry entry : list(PrivateDirectory.TEMPORARY_PREFIX + "*" + PrivateDirectory.TEMPORARY_SUFFIX)) {
			if (entry.used().isBefore(abandoned)) {
				Files.deleteIfExists(entry.file());
			}
		}
	}

	/**
	 * Delete the files that were used least recently, until the rest is small enough.
	 * @param suffix the end of the names of the files that count
	 * @param maxSize space that they may take
	 */
	void evict(String suffix, long maxSize) throws IOException {
		List<Entry> entries = list("*" + suffix);
		entries.sort(Comparator.comparing(Entry::used));
		long size = entries.stream().mapToLong(Entry::size).sum();
		for (Entry oldest : entries) {
			if (size <= maxSize) {
				return;
			}
			Files.deleteIfExists(oldest.file());
			size -= oldest.size();
		}
	}

	private List<Entry> list(String pattern) throws IOException {
		List<Entry> entries = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory, pattern)) {
			for (Path file : files) {
				Entry entry = Entry.of(file);
				if (entry != null) {
					entries.add(entry);
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return entries;
	}

	/**
	 * A file.
	 *
	 * @param file the file
	 * @param size its size
	 * @param used when it was used last
	 */
	private record Entry(Path file, long size, Instant used) {

		/**
		 * Return the entry of a file, or {@code null} if somebody deletes it meanwhile.
		 */
		static @Nullable Entry of(Path file) throws IOException {
			try {
				BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
						LinkOption.NOFOLLOW_LINKS);
				return new Entry(file, attributes.size(), attributes.lastModifiedTime().toInstant());
			}
			catch (NoSuchFileException ex) {
				return null;
			}
		}

	}

}
