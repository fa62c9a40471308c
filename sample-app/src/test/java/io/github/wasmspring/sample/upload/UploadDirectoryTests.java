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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class UploadDirectoryTests {

	@Test
	void keepShouldGiveUpOldest(@TempDir Path temp) throws IOException {
		UploadDirectory directory = new UploadDirectory(temp);
		for (int i = 0; i < UploadDirectory.MOST_FILES + 8; i++) {
			directory.keep(new byte[] { (byte) i }, "digest" + i);
		}
		directory.keep(new byte[] { 1 }, "last");
		try (Stream<Path> files = Files.list(temp)) {
			assertThat(files).hasSize(UploadDirectory.MOST_FILES).contains(temp.resolve("last.wasm"));
		}
	}

	@Test
	void destroyWhenDirectoryIsOwnShouldDelete() throws IOException {
		UploadDirectory directory = new UploadDirectory(null);
		Path file = directory.keep(new byte[] { 1 }, "digest");
		assertThat(file).hasBinaryContent(new byte[] { 1 });
		directory.destroy();
		assertThat(file.getParent()).doesNotExist();
	}

	@Test
	void destroyWhenDirectoryIsConfiguredShouldKeep(@TempDir Path temp) throws IOException {
		UploadDirectory directory = new UploadDirectory(temp);
		Path file = directory.keep(new byte[] { 1 }, "digest");
		directory.destroy();
		assertThat(file).exists();
	}

}
