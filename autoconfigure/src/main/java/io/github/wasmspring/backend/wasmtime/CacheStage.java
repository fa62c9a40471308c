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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Directory that wasmtime takes for its cache: new and private to this process, and empty
 * but for the files of the module that is being compiled.
 */
final class CacheStage {

	/**
	 * What the names of stages begin with, and those of nothing else: what has it may be
	 * deleted.
	 */
	static final String PREFIX = "wasm-spring-boot-wasmtime-stage-";

	private static final String MODULES = "modules";

	private final Path directory;

	private final Path configuration;

	private final StageLock lock;

	/**
	 * Create an empty stage, and remove those of processes that were killed.
	 * @throws IOException if there is no place for it
	 */
	CacheStage() throws IOException {
		this(Files.createTempDirectory(PREFIX).toRealPath(), FileChannel::lock);
	}

	/**
	 * Make a directory an empty stage, and remove those of processes that were killed.
	 * @param directory the directory, which goes if it cannot be used
	 * @param locking locks files
	 * @throws IOException if it cannot be used
	 */
	CacheStage(Path directory, StageLock.Locking locking) throws IOException {
		this.directory = directory;
		this.configuration = directory.resolve("cache.toml");
		this.lock = new StageLock(directory, locking);
		try {
			this.lock.deleteLeftovers(PREFIX);
			Files.writeString(this.configuration,
					"[cache]\nenabled = true\ndirectory = \"%s\"\n".formatted(escape(directory.toString())));
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"");
	}

	/**
	 * Return the configuration for wasmtime, in its format.
	 */
	Path getConfiguration() {
		return this.configuration;
	}

	/**
	 * Put a file where wasmtime finds it.
	 * @param file the file
	 * @throws IOException if it cannot be written
	 */
	void put(CachedFile file) throws IOException {
		Path path = this.directory.resolve(file.name()).normalize();
		if (!path.startsWith(this.directory.resolve(MODULES))) {
			throw new IOException("'%s' is not below '%s'".formatted(file.name(), MODULES));
		}
		Files.createDirectories(path.getParent());
		Files.write(path, file.content());
	}

	/**
	 * Return the file that wasmtime wrote.
	 * @param known the file that was put there before, or {@code null}
	 * @return the file, or {@code null} if wasmtime wrote none
	 * @throws IOException if it cannot be read
	 */
	@Nullable CachedFile take(@Nullable CachedFile known) throws IOException {
		for (Path path : list()) {
			CachedFile file = new CachedFile(name(path), Files.readAllBytes(path));
			if (known == null || !known.name().equals(file.name()) || !Arrays.equals(known.content(), file.content())) {
				return file;
			}
		}
		return null;
	}

	/**
	 * List the modules. Statistics, which wasmtime writes and moves at any time, may
	 * vanish meanwhile.
	 */
	private List<Path> list() throws IOException {
		List<Path> found = new ArrayList<>();
		Files.walkFileTree(this.directory.resolve(MODULES), new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (attributes.isRegularFile() && !file.getFileName().toString().contains(".")) {
					found.add(file);
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException failure) {
				return FileVisitResult.CONTINUE;
			}

		});
		return found;
	}

	private String name(Path path) {
		return this.directory.relativize(path).toString().replace('\\', '/');
	}

	/**
	 * Remove what the last module left. Wasmtime may be about to write statistics, so
	 * what cannot be removed stays for the next time.
	 */
	void clear() {
		try {
			FileSystemUtils.deleteRecursively(this.directory.resolve(MODULES));
		}
		catch (IOException ex) {
			// the next time
		}
	}

	/**
	 * Remove the directory.
	 */
	void close() {
		this.lock.close();
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
