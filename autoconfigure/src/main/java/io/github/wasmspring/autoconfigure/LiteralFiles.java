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

package io.github.wasmspring.autoconfigure;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.AntPathMatcher;

/**
 * Finds files by locations as they are written, where characters of their names mean
 * something else in a URL.
 */
final class LiteralFiles {

	private static final String PREFIX = "file:";

	private static final String SPECIAL = "#%[]";

	private static final AntPathMatcher MATCHER = new AntPathMatcher();

	private LiteralFiles() {
	}

	/**
	 * Return the files of a location or pattern, or {@code null} if it has no such
	 * characters, or there is nothing of that name: it is a URL then.
	 */
	static @Nullable List<Resource> find(String location) throws IOException {
		if (!location.startsWith(PREFIX)
				|| location.chars().noneMatch((character) -> SPECIAL.indexOf(character) >= 0)) {
			return null;
		}
		String path = location.substring(PREFIX.length()).replaceFirst("^/{2,}", "/");
		try {
			return (MATCHER.isPattern(path)) ? search(path) : findOne(Path.of(path));
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static @Nullable List<Resource> findOne(Path file) {
		return (Files.exists(file)) ? List.of(new FileSystemResource(file)) : null;
	}

	private static @Nullable List<Resource> search(String path) throws IOException {
		String directory = directoryOf(path);
		Path root = Path.of(directory);
		if (!Files.isDirectory(root)) {
			return null;
		}
		String pattern = path.substring(directory.length());
		int depth = (pattern.contains("**")) ? Integer.MAX_VALUE
				: (int) pattern.chars().filter((c) -> c == '/').count() + 1;
		try (Stream<Path> files = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> MATCHER.match(pattern, root.relativize(file).toString().replace('\\', '/')))
				.sorted()
				.<Resource>map(FileSystemResource::new)
				.toList();
		}
	}

	/**
	 * Return the part of a pattern that has no wildcards.
	 */
	private static String directoryOf(String path) {
		int end = path.length();
		while (MATCHER.isPattern(path.substring(0, end))) {
			end = path.lastIndexOf('/', end - 2) + 1;
		}
		return path.substring(0, end);
	}

}
