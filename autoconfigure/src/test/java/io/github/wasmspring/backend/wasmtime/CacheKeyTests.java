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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link CacheKey}.
 */
class CacheKeyTests {

	@TempDir
	Path directory;

	@Test
	void ofShouldKeepTheKeyOfTheDirectory() throws IOException {
		assertThat(sign(null)).isEqualTo(sign(null)).hasSize(32);
		assertThat(this.directory.resolve("key")).hasSize(32);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void ofShouldKeepTheKeyFromOthers() throws IOException {
		sign(null);
		Path key = this.directory.resolve("key");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
		assertThatIOException().isThrownBy(() -> sign(null)).withMessageContaining("may be read by other users");
	}

	@Test
	void ofWhenKeyIsIncompleteShouldMakeAnother() throws IOException {
		Files.write(this.directory.resolve("key"), new byte[7]);
		sign(null);
		assertThat(this.directory.resolve("key")).hasSize(32);
	}

	@Test
	void ofWhenSecretIsGivenShouldDeriveTheKey() throws IOException {
		assertThat(sign("one")).isEqualTo(sign("one")).isNotEqualTo(sign("two"));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void ofWhenCalledAtOnceShouldMakeOneKey() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<String>> calls = new ArrayList<>();
			for (int i = 0; i < 32; i++) {
				calls.add(() -> new String(sign(null), StandardCharsets.ISO_8859_1));
			}
			List<String> signatures = new ArrayList<>();
			for (Future<String> future : executor.invokeAll(calls)) {
				signatures.add(future.get());
			}
			assertThat(signatures).containsOnly(signatures.get(0));
		}
		finally {
			executor.shutdown();
		}
	}

	private byte[] sign(@Nullable String secret) throws IOException {
		return CacheKey.of(this.directory, secret).sign(ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
	}

}
