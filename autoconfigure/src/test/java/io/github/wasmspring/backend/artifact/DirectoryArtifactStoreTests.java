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

package io.github.wasmspring.backend.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryArtifactStore}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DirectoryArtifactStoreTests {

	private static final byte[] KILOBYTE = new byte[1024];

	@TempDir
	Path temporary;

	private PrivateDirectory directory;

	private DirectoryArtifactStore store;

	@BeforeEach
	void setUp() {
		this.directory = PrivateDirectory.open(this.temporary.resolve("cache"));
		this.store = new DirectoryArtifactStore(this.directory, DataSize.ofKilobytes(3));
	}

	@Test
	void getShouldReturnWhatWasPut() {
		assertThat(this.store.get("a")).isNull();
		this.store.put("a", new byte[] { 1, 2, 3 });
		assertThat(this.store.get("a")).containsExactly(1, 2, 3);
		assertThat(new DirectoryArtifactStore(this.directory, DataSize.ofKilobytes(3)).get("a")).containsExactly(1, 2,
				3);
		this.store.remove("a");
		assertThat(this.store.get("a")).isNull();
	}

	@Test
	void putShouldEvictWhatWasUsedLeastRecently() throws IOException {
		this.store.put("a", KILOBYTE);
		this.store.put("b", KILOBYTE);
		this.store.put("c", KILOBYTE);
		age("a", 3);
		age("b", 2);
		age("c", 1);
		assertThat(this.store.get("a")).isNotNull();
		this.store.put("d", KILOBYTE);
		assertThat(this.store.get("b")).isNull();
		assertThat(this.store.get("a")).isNotNull();
		assertThat(this.store.get("c")).isNotNull();
		assertThat(this.store.get("d")).isNotNull();
	}

	@Test
	void artifactThatIsLargerThanAllSpaceShouldNotBeKept() {
		this.store.put("a", KILOBYTE);
		this.store.put("large", new byte[4 * 1024]);
		assertThat(this.store.get("large")).isNull();
		assertThat(this.store.get("a")).isNotNull();
	}

	@Test
	void storeShouldShrinkWhenItIsOpenedWithLessSpace() throws IOException {
		this.store.put("a", KILOBYTE);
		age("a", 1);
		this.store.put("b", KILOBYTE);
		DirectoryArtifactStore smaller = new DirectoryArtifactStore(this.directory, DataSize.ofKilobytes(1));
		assertThat(smaller.get("a")).isNull();
		assertThat(smaller.get("b")).isNotNull();
	}

	@Test
	void leftoversOfKilledWritersShouldBeDeleted() throws IOException {
		Path old = this.directory.writeTemporary(KILOBYTE);
		Path current = this.directory.writeTemporary(KILOBYTE);
		Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		this.store.put("a", KILOBYTE);
		assertThat(old).doesNotExist();
		assertThat(current).exists();
	}

	@Test
	void symbolicLinkShouldBeDroppedAndItsTargetLeftAlone() throws IOException {
		Path target = Files.write(this.temporary.resolve("target"), KILOBYTE);
		Files.createSymbolicLink(this.directory.resolve("a.artifact"), target);
		assertThat(this.store.get("a")).isNull();
		assertThat(this.directory.resolve("a.artifact")).doesNotExist();
		assertThat(target).hasBinaryContent(KILOBYTE);
	}

	@Test
	void filesThatVanishShouldBeTolerated(CapturedOutput output) throws Exception {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			DirectoryArtifactStore own = new DirectoryArtifactStore(this.directory, DataSize.ofKilobytes(3));
			threads.add(new Thread(() -> {
				for (int j = 0; j < 200; j++) {
					own.put("id" + j % 7, KILOBYTE);
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void filesOfOthersShouldBeLeftAlone() throws IOException {
		Path key = this.directory.resolve("key");
		Path note = Files.writeString(this.directory.resolve("note.txt"), "x".repeat(4096));
		Files.setLastModifiedTime(note, FileTime.from(Instant.EPOCH));
		Path other = Files.createFile(this.directory.resolve("other.tmp"));
		Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
		this.directory.write("key", new byte[32]);
		this.store.put("a", KILOBYTE);
		assertThat(note).exists();
		assertThat(other).exists();
		assertThat(key).exists();
	}

	@Test
	void diskThatCannotBeWrittenShouldWarnOnce(CapturedOutput output) throws IOException {
		FileSystemUtils.deleteRecursively(this.directory.path());
		this.store.put("a", KILOBYTE);
		this.store.put("b", KILOBYTE);
		assertThat(this.store.get("a")).isNull();
		assertThat(output).containsOnlyOnce("WARN")
			.contains(this.directory.path().toString())
			.contains("Modules are compiled instead");
	}

	@Test
	void artifactThatCannotBeReadShouldCountAsMissing(CapturedOutput output) throws IOException {
		Files.createDirectory(this.directory.resolve("a.artifact"));
		assertThat(new DirectoryArtifactStore(this.directory, DataSize.ofMegabytes(1)).get("a")).isNull();
		assertThat(output).containsOnlyOnce("WARN");
	}

	private void age(String id, int hours) throws IOException {
		Files.setLastModifiedTime(this.directory.resolve(id + ".artifact"),
				FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
	}

}
