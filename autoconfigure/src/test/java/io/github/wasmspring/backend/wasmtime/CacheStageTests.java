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
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CacheStageTests {

	private final CacheStage stage = new CacheStage();

	CacheStageTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.stage.close();
	}

	private static Path directory(CacheStage stage) {
		return stage.getConfiguration().getParent();
	}

	private static void age(Path directory) throws IOException {
		Files.setLastModifiedTime(directory.resolve("lock"), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
	}

	private Path leftover() throws IOException {
		Path leftover = Files.createTempDirectory("wasmtime-cache");
		Files.createFile(leftover.resolve("lock"));
		Files.createFile(leftover.resolve("cache.toml"));
		return leftover;
	}

	@Test
	void stageOfKilledProcessShouldBeRemoved() throws IOException {
		Path leftover = leftover();
		age(leftover);
		new CacheStage().close();
		assertThat(leftover).doesNotExist();
	}

	@Test
	void newStageShouldBeKept() throws IOException {
		Path leftover = leftover();
		new CacheStage().close();
		assertThat(leftover).exists();
		age(leftover);
		new CacheStage().close();
	}

	@Test
	void stageInUseShouldBeKept() throws IOException {
		age(directory(this.stage));
		new CacheStage().close();
		assertThat(this.stage.getConfiguration()).exists();
	}

	@Test
	void closeShouldRemoveTheStage() {
		this.stage.close();
		assertThat(directory(this.stage)).doesNotExist();
	}

}
