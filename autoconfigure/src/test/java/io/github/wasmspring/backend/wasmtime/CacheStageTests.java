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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link CacheStage}.
 */
class CacheStageTests {

	private static final String LOCK = ".wasm-spring-boot.lock";

	@TempDir
	private Path directory;

	private Path temporary;

	@BeforeEach
	void prepare() throws IOException {
		this.temporary = Files.createDirectory(this.directory.toRealPath().resolve("tmp"));
	}

	private Path create(String prefix) throws IOException {
		return Files.createTempDirectory(this.temporary, prefix);
	}

	private CacheStage stage() throws IOException {
		return new CacheStage(create(CacheStage.PREFIX), FileChannel::lock);
	}

	private static Path directory(CacheStage stage) {
		return stage.getConfiguration().getParent();
	}

	private static void age(Path directory) throws IOException {
		Files.setLastModifiedTime(directory.resolve(LOCK), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
	}

	private Path leftover(String prefix) throws IOException {
		Path leftover = create(prefix);
		Files.createFile(leftover.resolve(LOCK));
		Files.createFile(leftover.resolve("cache.toml"));
		return leftover;
	}

	@Test
	void leftoverShouldBeRemoved() throws IOException {
		Path leftover = leftover(CacheStage.PREFIX);
		age(leftover);
		stage().close();
		assertThat(leftover).doesNotExist();
	}

	@Test
	void newStageShouldBeKept() throws IOException {
		Path leftover = leftover(CacheStage.PREFIX);
		stage().close();
		assertThat(leftover).exists();
	}

	@Test
	void directoryOfSomebodyElseShouldBeKept() throws IOException {
		Path other = leftover("wasmtime-cache");
		age(other);
		stage().close();
		assertThat(other).exists();
	}

	@Test
	void stageOfTheSameProcessShouldBeKept() throws IOException {
		CacheStage stage = stage();
		age(directory(stage));
		stage().close();
		assertThat(stage.getConfiguration()).exists();
		stage.close();
	}

	@Test
	void stageOfAnotherProcessShouldBeKeptUntilThatIsKilled() throws Exception {
		try (ForkedJvm holder = ForkedJvm.converse(this.directory, List.of(), Holder.class)) {
			Path held = Path.of(Objects.requireNonNull(holder.readLine(), holder::printed));
			assertThat(held).hasParent(this.temporary);
			age(held);
			stage().close();
			assertThat(held).exists();
			holder.kill();
			stage().close();
			assertThat(held).doesNotExist();
		}
	}

	@Test
	void closeShouldRemoveTheStage() throws IOException {
		CacheStage stage = stage();
		stage.close();
		assertThat(directory(stage)).doesNotExist();
	}

	@Test
	void stageShouldWorkWhereFilesCannotBeLocked() throws IOException {
		Path leftover = leftover(CacheStage.PREFIX);
		age(leftover);
		CacheStage stage = new CacheStage(create(CacheStage.PREFIX), (channel) -> {
			throw new IOException("No locks available");
		});
		assertThat(stage.getConfiguration()).exists();
		assertThat(directory(stage).resolve(LOCK)).as("what others would take for that of a killed process")
			.doesNotExist();
		assertThat(leftover).exists();
		stage.close();
		assertThat(directory(stage)).doesNotExist();
	}

	@Test
	void stageThatCannotBeWrittenShouldBeRemoved() throws IOException {
		Path created = create(CacheStage.PREFIX);
		Files.createDirectory(created.resolve("cache.toml"));
		assertThatIOException().isThrownBy(() -> new CacheStage(created, FileChannel::lock));
		assertThat(created).doesNotExist();
	}

	/**
	 * Has a stage until it is killed.
	 */
	public static final class Holder {

		private Holder() {
		}

		public static void main(String[] arguments) throws IOException {
			CacheStage stage = new CacheStage();
			System.out.println(directory(stage));
			System.in.read();
			stage.close();
		}

	}

}
