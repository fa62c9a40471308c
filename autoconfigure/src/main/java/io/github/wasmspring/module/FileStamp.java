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

package io.github.wasmspring.module;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.ResourceUtils;

/**
 * What tells whether a file is the same as before: as long as its identity, its size and
 * its time of modification are the same, so is its content.
 *
 * @param file the file, which is the archive if the resource is in one
 * @param identity what the file system identifies the file by, or {@code null}
 * @param size its size
 * @param modified when it was modified
 */
record FileStamp(Path file, @Nullable Object identity, long size, Instant modified) {

	/**
	 * Time within which a file system may give two modifications the same time.
	 */
	private static final Duration GRANULARITY = Duration.ofSeconds(2);

	private static final String NESTED = "nested";

	/**
	 * Return the stamp of a resource, or {@code null} if it is not in a file, or was
	 * modified so shortly ago that a modification could go unnoticed.
	 */
	static @Nullable FileStamp of(Resource resource) {
		try {
			Path file = fileOf(resource.getURL());
			FileStamp stamp = (file != null) ? read(file) : null;
			return (stamp != null && stamp.modified().plus(GRANULARITY).isBefore(Instant.now())) ? stamp : null;
		}
		catch (IOException | IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Return the stamp of a resource as it is now, or {@code null} if there is none.
	 */
	static @Nullable FileStamp now(Resource resource) {
		try {
			Path file = fileOf(resource.getURL());
			return (file != null) ? read(file) : null;
		}
		catch (IOException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable Path fileOf(URL url) throws IOException {
		if (ResourceUtils.isFileURL(url)) {
			return ResourceUtils.getFile(url).toPath();
		}
		if (!ResourceUtils.isJarURL(url)) {
			return null;
		}
		URL archive = ResourceUtils.extractArchiveURL(url);
		if (NESTED.equals(archive.getProtocol())) {
			String path = archive.getPath();
			int end = path.indexOf("/!");
			return (end > 0) ? Path.of(path.substring(0, end)) : null;
		}
		return (ResourceUtils.isFileURL(archive)) ? ResourceUtils.getFile(archive).toPath() : null;
	}

	private static FileStamp read(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new FileStamp(file, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime().toInstant());
	}

	/**
	 * Return whether the file is the same now.
	 */
	boolean isCurrent() {
		try {
			return equals(read(this.file));
		}
		catch (IOException | InvalidPathException ex) {
			return false;
		}
	}

}
