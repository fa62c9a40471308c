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
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link PrivateDirectory}.
 */
@DisabledOnOs(OS.WINDOWS)
class PrivateDirectoryTests {

	@TempDir
	Path directory;

	@Test
	void createShouldMakeDirectoriesForTheOwnerOnly() throws IOException {
		Path path = PrivateDirectory.create(this.directory.resolve("one/two"));
		assertThat(permissions(path)).isEqualTo("rwx------");
		assertThat(permissions(path.getParent())).isEqualTo("rwx------");
		assertThat(PrivateDirectory.create(path)).isEqualTo(path);
	}

	@Test
	void createWhenOthersMayReadShouldAccept() throws IOException {
		Path path = existing("rwxr-xr-x");
		assertThat(PrivateDirectory.create(path)).isEqualTo(path.toRealPath());
	}

	@Test
	void createWhenGroupMayWriteShouldThrow() throws IOException {
		Path path = existing("rwxrwx---");
		assertThatIOException().isThrownBy(() -> PrivateDirectory.create(path))
			.withMessageContaining("may be changed by other users (rwxrwx---)")
			.withMessageContaining("chmod 700");
	}

	@Test
	void createWhenOthersMayWriteShouldThrow() throws IOException {
		Path path = existing("rwx----w-");
		assertThatIOException().isThrownBy(() -> PrivateDirectory.create(path))
			.withMessageContaining("may be changed by other users");
	}

	@Test
	void createWhenSymbolicLinkShouldThrow() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), existing("rwx------"));
		assertThatIOException().isThrownBy(() -> PrivateDirectory.create(link))
			.withMessageContaining("is a symbolic link");
	}

	@Test
	void createWhenFileIsInTheWayShouldThrow() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatIOException().isThrownBy(() -> PrivateDirectory.create(file.resolve("below")));
	}

	private Path existing(String permissions) throws IOException {
		Path path = Files.createDirectory(this.directory.resolve("existing"));
		return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
