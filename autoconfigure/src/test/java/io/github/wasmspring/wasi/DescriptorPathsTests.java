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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link DescriptorPaths}.
 */
class DescriptorPathsTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void assumeThatThereAreSuchPaths() {
		assumeTrue(DescriptorPaths.areAvailable());
	}

	@Test
	void pathShouldBeThatOfTheDescriptorAndOfNoOtherOfTheSameDirectory() throws IOException {
		try (FileChannel before = open(); FileChannel own = open(); FileChannel after = open()) {
			Path path = of(own);
			assertThat(path).isNotNull().isNotEqualTo(of(before)).isNotEqualTo(of(after)).isEqualTo(of(own));
			Files.createDirectory(Objects.requireNonNull(path).resolve("made"));
			assertThat(this.directory.resolve("made")).isDirectory();
		}
	}

	@Test
	void pathThatWasRememberedShouldNotBeTakenForAnotherDescriptor() throws IOException {
		try (FileChannel other = open()) {
			Path remembered = of(other);
			try (FileChannel own = open()) {
				assertThat(of(own)).isNotNull().isNotEqualTo(remembered);
			}
		}
	}

	private FileChannel open() throws IOException {
		return FileChannel.open(this.directory, StandardOpenOption.READ);
	}

	private @Nullable Path of(FileChannel channel) throws IOException {
		return DescriptorPaths.of(channel, Objects.requireNonNull(DescriptorPaths.keyOf(this.directory)));
	}

}
