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

package io.github.wasmspring.sample.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * A directory of few binaries, whose names are their digests: a new one of this process,
 * which is deleted at its end, unless a setting names one.
 */
@Component
class UploadDirectory implements DisposableBean {

	static final int MOST_FILES = 32;

	private static final String SUFFIX = ".wasm";

	private final @Nullable Path configured;

	private @Nullable Path directory;

	UploadDirectory(@Value("${page.uploads:#{null}}") @Nullable Path configured) {
		this.configured = configured;
	}

	/**
	 * Keep a binary, and give up the oldest ones if there are too many.
	 */
	synchronized Path keep(byte[] binary, String digest) {
		try {
			Path directory = directory();
			Path file = directory.resolve(digest + SUFFIX);
			Path written = Files.createTempFile(directory, "upload", null);
			Files.write(written, binary);
			Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			prune(directory, file);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The upload cannot be kept", ex);
		}
	}

	private Path directory() throws IOException {
		Path directory = this.directory;
		if (directory == null) {
			directory = (this.configured != null) ? Files.createDirectories(this.configured.toAbsolutePath())
					: Files.createTempDirectory("wasm-sample-app");
			this.directory = directory;
		}
		return directory;
	}

	private static void prune(Path directory, Path kept) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			List<Path> oldest = files.filter((file) -> file.toString().endsWith(SUFFIX) && !file.equals(kept))
				.sorted(Comparator.comparing(UploadDirectory::lastModified).reversed())
				.skip(MOST_FILES - 1)
				.toList();
			for (Path file : oldest) {
				Files.deleteIfExists(file);
			}
		}
	}

	private static FileTime lastModified(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		}
		catch (IOException ex) {
			return FileTime.fromMillis(0);
		}
	}

	@Override
	public synchronized void destroy() throws IOException {
		if (this.configured == null && this.directory != null) {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

}
