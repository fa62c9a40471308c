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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bounds the size of a cache directory by deleting what was not used for the longest
 * time.
 */
final class CacheSweep {

	private final long maxSize;

	CacheSweep(long maxSize) {
		this.maxSize = maxSize;
	}

	/**
	 * Delete files until the rest is small enough. Other processes may do the same.
	 * @param directory the directory
	 * @param suffix the end of the names of the files to count and delete
	 * @throws IOException if the directory cannot be read
	 */
	void run(Path directory, String suffix) throws IOException {
		List<Entry> entries = new ArrayList<>();
		try (Stream<Path> paths = Files.list(directory)) {
			for (Path path : (Iterable<Path>) paths::iterator) {
				if (path.toString().endsWith(suffix) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
					entries.add(new Entry(path, Files.size(path), Files.getLastModifiedTime(path).toMillis()));
				}
			}
		}
		entries.sort(Comparator.comparingLong(Entry::used).reversed());
		long size = 0;
		for (Entry entry : entries) {
			size += entry.size();
			if (size > this.maxSize) {
				Files.deleteIfExists(entry.path());
			}
		}
	}

	/**
	 * File of the cache.
	 *
	 * @param path where it is
	 * @param size its size in bytes
	 * @param used when it was used for the last time, in milliseconds
	 */
	private record Entry(Path path, long size, long used) {
	}

}
