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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.artifact.PrivateDirectory;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LibraryFile}.
 */
class LibraryFileTests {

	private static final byte[] CONTENT = "native code".repeat(10_000).getBytes(StandardCharsets.UTF_8);

	@TempDir
	Path directory;

	private final LibraryFile library = new LibraryFile(WasmtimePlatform.LINUX_X86_64, new JarOf(CONTENT));

	LibraryFileTests() throws IOException {
	}

	@Test
	void inShouldUnpackOnce() throws IOException {
		Path file = this.library.in(libraries());
		Object key = fileKey(file);
		assertThat(file).hasBinaryContent(CONTENT)
			.hasFileName(WasmBinary.digest(CONTENT) + "-libwasmtime_jni_0.19.0_linux_x86_64.so");
		assertThat(this.library.in(libraries())).isEqualTo(file);
		assertThat(fileKey(file)).isEqualTo(key);
		assertThat(list()).containsExactly(file);
	}

	@Test
	void inWhenFileWasChangedShouldReplaceIt() throws IOException {
		Path file = this.library.in(libraries());
		for (int position : new int[] { 0, CONTENT.length / 2, CONTENT.length - 1 }) {
			byte[] changed = CONTENT.clone();
			changed[position] ^= 1;
			Files.write(file, changed);
			assertThat(this.library.in(libraries())).isEqualTo(file).hasBinaryContent(CONTENT);
		}
		assertThat(list()).containsExactly(file);
	}

	@Test
	void inWhenFileIsTruncatedShouldReplaceIt() throws IOException {
		Path file = this.library.in(libraries());
		Files.write(file, new byte[0]);
		assertThat(this.library.in(libraries())).hasBinaryContent(CONTENT);
	}

	@Test
	void inWhenSymbolicLinkWasPlantedShouldReplaceItAndLeaveItsTarget() throws IOException {
		Path file = this.library.in(libraries());
		Path target = Files.move(file, this.directory.resolve("target"));
		Files.createSymbolicLink(file, target);
		assertThat(this.library.in(libraries())).isEqualTo(file).hasBinaryContent(CONTENT).isRegularFile();
		assertThat(Files.isSymbolicLink(file)).isFalse();
		assertThat(target).hasBinaryContent(CONTENT);
	}

	@Test
	void inWhenDirectoryIsInTheWayShouldThrow() throws IOException {
		Path file = this.library.in(libraries());
		Files.delete(file);
		Files.createDirectories(file.resolve("below"));
		assertThatIOException().isThrownBy(() -> this.library.in(libraries()));
	}

	@Test
	void inWhenCalledAtOnceShouldLeaveOneFile() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Path>> calls = new ArrayList<>();
			for (int i = 0; i < 32; i++) {
				calls.add(() -> this.library.in(libraries()));
			}
			Set<Path> files = new HashSet<>();
			for (Future<Path> future : executor.invokeAll(calls)) {
				files.add(future.get());
			}
			assertThat(files).hasSize(1).allSatisfy((file) -> assertThat(file).hasBinaryContent(CONTENT));
		}
		finally {
			executor.shutdown();
		}
		assertThat(list()).hasSize(1);
	}

	@Test
	void newWhenJarHasNoLibraryShouldThrow() throws IOException {
		LibraryFile missing = new LibraryFile(WasmtimePlatform.MACOS_AARCH64, new JarOf(CONTENT));
		assertThatIOException().isThrownBy(() -> missing.in(libraries()))
			.withMessage("wasmtime-java has no 'libwasmtime_jni_0.19.0_macos_aarch64.dylib'");
	}

	@Test
	void inShouldDeleteWhatKilledProcessesLeft() throws IOException {
		Path old = libraries().createTemporary();
		Path current = libraries().createTemporary();
		Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		this.library.in(libraries());
		assertThat(old).doesNotExist();
		assertThat(current).exists();
	}

	private PrivateDirectory libraries() throws IOException {
		return PrivateDirectory.create(this.directory, WasmSetting.WASMTIME_LIBRARY_DIRECTORY);
	}

	private List<Path> list() throws IOException {
		try (Stream<Path> paths = Files.list(this.directory)) {
			return paths.toList();
		}
	}

	private static @Nullable Object fileKey(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
	}

	/**
	 * Class loader that has what the jar of wasmtime-java has.
	 */
	private static final class JarOf extends ClassLoader {

		private final Map<String, byte[]> resources;

		JarOf(byte[] library) {
			this.resources = Map.of("wasmtime-java-meta.properties",
					"jnilib.version=0.19.0".getBytes(StandardCharsets.UTF_8), "libwasmtime_jni_0.19.0_linux_x86_64.so",
					library);
		}

		@Override
		public @Nullable InputStream getResourceAsStream(String name) {
			byte[] content = this.resources.get(name);
			return (content != null) ? new ByteArrayInputStream(content) : null;
		}

	}

}
