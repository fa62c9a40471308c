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

package io.github.wasmspring.wasi;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the paths by which Linux reaches a directory that this process has open, whatever
 * is done to the names that lead to it. Java can neither read a symbolic link nor create
 * a directory relative to an open one.
 */
final class DescriptorPaths {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	/**
	 * Most paths to remember. Numbers of descriptors come again, so a directory often has
	 * one of those that others had before, and the others need not be looked through.
	 */
	private static final int MOST_RECENT = 8;

	private static volatile List<Path> recent = List.of();

	private DescriptorPaths() {
	}

	/**
	 * Return paths that led to a directory lately, whether or not they lead to the same
	 * one now.
	 */
	static List<Path> recent() {
		return recent;
	}

	/**
	 * Remember a path that led to a directory, if it is that of a descriptor.
	 */
	static void remember(Path path) {
		if (!path.startsWith(DESCRIPTORS)) {
			return;
		}
		recent = Stream.concat(Stream.of(path), recent.stream().filter((other) -> !other.equals(path)))
			.limit(MOST_RECENT)
			.toList();
	}

	/**
	 * Return the paths of a directory that is open.
	 * @param key the key of the directory
	 * @return the paths, of which one at least stays valid as long as the directory is
	 * open; none where the system has no such paths
	 */
	static List<Path> of(Object key) {
		List<Path> paths = new ArrayList<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
			for (Path descriptor : descriptors) {
				Interrupts.check();
				if (key.equals(keyOf(descriptor))) {
					paths.add(descriptor);
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			return List.of();
		}
		return paths;
	}

	/**
	 * Return the key of the directory that a path leads to, or {@code null} if it leads
	 * to nothing any more.
	 */
	static @Nullable Object keyOf(Path path) {
		try {
			return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
