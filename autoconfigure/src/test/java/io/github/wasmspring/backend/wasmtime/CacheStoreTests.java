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
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.backend.wasmtime.CacheStore.CachedFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheStore}.
 */
class CacheStoreTests {

	private static final String DIGEST = "0123456789abcdef".repeat(4);

	private static final String OTHER = "fedcba9876543210".repeat(4);

	private static final CachedFile FILE = new CachedFile("modules/wasmtime-/IJCR-Jo0XT5Xzf4W", content(300));

	@TempDir
	Path directory;

	private CacheStore store;

	@BeforeEach
	void open() throws IOException {
		this.store = open(null);
	}

	@Test
	void readShouldReturnWhatWasWritten() throws IOException {
		assertThat(this.store.read(DIGEST)).isNull();
		this.store.write(DIGEST, FILE);
		assertStored(this.store);
		assertStored(open(null));
	}

	@Test
	void writeShouldReplace() throws IOException {
		this.store.write(DIGEST, new CachedFile("modules/wasmtime-/other", content(10)));
		this.store.write(DIGEST, FILE);
		assertStored(this.store);
	}

	@Test
	void readWhenAnyBitIsFlippedShouldDropTheFile() throws IOException {
		this.store.write(DIGEST, FILE);
		byte[] intact = Files.readAllBytes(path(DIGEST));
		for (int bit = 0; bit < intact.length * Byte.SIZE; bit++) {
			byte[] changed = intact.clone();
			changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
			assertDropped(changed);
		}
	}

	@Test
	void readWhenTruncatedShouldDropTheFile() throws IOException {
		this.store.write(DIGEST, FILE);
		byte[] intact = Files.readAllBytes(path(DIGEST));
		for (int length = 0; length < intact.length; length++) {
			assertDropped(Arrays.copyOf(intact, length));
		}
	}

	@Test
	void readWhenExtendedShouldDropTheFile() throws IOException {
		this.store.write(DIGEST, FILE);
		byte[] intact = Files.readAllBytes(path(DIGEST));
		assertDropped(Arrays.copyOf(intact, intact.length + 1));
	}

	@Test
	void readWhenFileIsThatOfAnotherModuleShouldDropIt() throws IOException {
		this.store.write(OTHER, FILE);
		assertDropped(Files.readAllBytes(path(OTHER)));
		assertThat(path(OTHER)).exists();
	}

	@Test
	void readWhenSignedWithAnotherSecretShouldDropTheFile() throws IOException {
		open("first").write(DIGEST, FILE);
		assertThat(open("second").read(DIGEST)).isNull();
		assertThat(path(DIGEST)).doesNotExist();
	}

	@Test
	void readWhenSecretIsTheSameShouldNotNeedTheKeyFile() throws IOException {
		open("first").write(DIGEST, FILE);
		Files.delete(this.directory.resolve("key"));
		assertStored(open("first"));
		assertThat(this.directory.resolve("key")).doesNotExist();
	}

	@Test
	void readWhenKeyFileWasReplacedShouldDropTheFile() throws IOException {
		this.store.write(DIGEST, FILE);
		Files.write(this.directory.resolve("key"), content(32));
		assertThat(open(null).read(DIGEST)).isNull();
		assertThat(path(DIGEST)).doesNotExist();
	}

	@Test
	void readWhenSymbolicLinkShouldDropTheLink() throws IOException {
		this.store.write(DIGEST, FILE);
		Path target = Files.move(path(DIGEST), this.directory.resolve("target"));
		Files.createSymbolicLink(path(DIGEST), target);
		assertThat(this.store.read(DIGEST)).isNull();
		assertThat(Files.isSymbolicLink(path(DIGEST))).isFalse();
		assertThat(target).exists();
	}

	@Test
	void writeWhenCacheIsTooLargeShouldDeleteWhatWasNotUsedForLongest() throws IOException {
		CacheStore small = new CacheStore(this.directory, CacheKey.of(this.directory, null), new CacheSweep(1000));
		small.write(DIGEST, FILE);
		Files.setLastModifiedTime(path(DIGEST), FileTime.fromMillis(1000));
		small.write(OTHER, FILE);
		Files.setLastModifiedTime(path(OTHER), FileTime.fromMillis(2000));
		small.read(DIGEST);
		small.write("ab".repeat(32), FILE);
		assertThat(path(DIGEST)).exists();
		assertThat(path(OTHER)).doesNotExist();
		assertThat(path("ab".repeat(32))).exists();
	}

	private void assertDropped(byte[] bytes) throws IOException {
		Files.write(path(DIGEST), bytes);
		assertThat(this.store.read(DIGEST)).isNull();
		assertThat(path(DIGEST)).doesNotExist();
	}

	private static void assertStored(CacheStore store) {
		CachedFile file = store.read(DIGEST);
		assertThat(file).isNotNull();
		assertThat(file.name()).isEqualTo(FILE.name());
		assertThat(file.content()).isEqualTo(FILE.content());
	}

	private CacheStore open(@Nullable String secret) throws IOException {
		return new CacheStore(this.directory, CacheKey.of(this.directory, secret), new CacheSweep(Long.MAX_VALUE));
	}

	private Path path(String digest) {
		return this.directory.resolve(digest + ".module");
	}

	private static byte[] content(int length) {
		byte[] content = new byte[length];
		new Random(length).nextBytes(content);
		return content;
	}

}
