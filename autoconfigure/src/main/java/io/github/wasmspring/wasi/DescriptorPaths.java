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
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the path by which Linux reaches a directory that this process has open, whatever
 * is done to the names that lead to it. Java can neither read a symbolic link nor create
 * a directory relative to an open one.
 */
final class DescriptorPaths {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private static final Path DETAILS = Path.of("/proc/self/fdinfo");

	private static final boolean AVAILABLE = Files.isDirectory(DESCRIPTORS) && Files.isDirectory(DETAILS);

	private static final String POSITION = "pos:";

	/**
	 * Highest position to set, which each file system takes.
	 */
	private static final long HIGHEST_POSITION = 1 << 30;

	/**
	 * How often a descriptor has to follow to a random position.
	 */
	private static final int STEPS = 3;

	/**
	 * Most paths to remember. Numbers of descriptors come again, so a directory often has
	 * one of those that others had before, and the others need not be looked through.
	 */
	private static final int MOST_RECENT = 8;

	private static volatile List<Path> recent = List.of();

	private DescriptorPaths() {
	}

	/**
	 * Return whether the system has such paths.
	 */
	static boolean areAvailable() {
		return AVAILABLE;
	}

	/**
	 * Return the path of one descriptor, and of no other of the same directory: whoever
	 * closes another lets its number stand for something else.
	 * @param directory a channel to the directory that nobody else uses, whose position
	 * is changed
	 * @param key the key of the directory
	 * @return the path, which stays valid until the channel is closed, or {@code null} if
	 * there is none
	 */
	static @Nullable Path of(FileChannel directory, Object key) throws IOException {
		for (Path descriptor : recent) {
			if (isOf(directory, key, descriptor)) {
				return descriptor;
			}
		}
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
			for (Path descriptor : descriptors) {
				Interrupts.check();
				if (isOf(directory, key, descriptor)) {
					remember(descriptor);
					return descriptor;
				}
			}
			return null;
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	private static void remember(Path path) {
		recent = Stream.concat(Stream.of(path), recent.stream().filter((other) -> !other.equals(path)))
			.limit(MOST_RECENT)
			.toList();
	}

	/**
	 * Return whether a descriptor is that of a channel, which it is if it follows to
	 * wherever the channel goes.
	 */
	private static boolean isOf(FileChannel directory, Object key, Path descriptor) throws IOException {
		if (!key.equals(keyOf(descriptor))) {
			return false;
		}
		for (int i = 0; i < STEPS; i++) {
			long position = ThreadLocalRandom.current().nextLong(1, HIGHEST_POSITION);
			directory.position(position);
			if (positionOf(descriptor) != position) {
				return false;
			}
		}
		return true;
	}

	private static long positionOf(Path descriptor) {
		try (Stream<String> lines = Files.lines(DETAILS.resolve(descriptor.getFileName()))) {
			return lines.filter((line) -> line.startsWith(POSITION))
				.mapToLong((line) -> Long.parseLong(line.substring(POSITION.length()).strip()))
				.findFirst()
				.orElse(-1);
		}
		catch (IOException | UncheckedIOException ex) {
			return -1;
		}
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
