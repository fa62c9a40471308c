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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mixed load on a virtual machine of its own, for {@code stress.seconds}. Memory is
 * looked at from a minute on.
 */
class WasmtimeLoadStress {

	@TempDir
	private Path directory;

	/**
	 * Only one compiler of Java, and few arenas, because resident memory goes on growing
	 * for minutes with those of the default.
	 */
	@Test
	void mixedLoadShouldNotCrashAndInTheLongRunKeepMemoryFlat() throws Exception {
		String printed = ForkedJvm
			.start(this.directory, List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"),
					Map.of("MALLOC_ARENA_MAX", "2"), WasmtimeMixedLoad.class, System.getProperty("stress.seconds", "5"))
			.await();
		assertThat(printed).contains("Done", "INTERRUPTED=", "HOST_EXCEPTION=", "UNREACHABLE=", "reload=", "replace=",
				"closed=", "call=", "memory=", "view=");
	}

}
