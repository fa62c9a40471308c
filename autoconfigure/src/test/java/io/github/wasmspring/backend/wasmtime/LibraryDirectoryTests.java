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
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LibraryDirectory}.
 */
class LibraryDirectoryTests {

	private static final Path HOME = Path.of("/home/anna");

	@Test
	void ofShouldFollowConventionsOfTheSystem() throws IOException {
		assertThat(of("Linux", Map.of())).isEqualTo(HOME.resolve(".cache/wasm-spring-boot"));
		assertThat(of("Mac OS X", Map.of())).isEqualTo(HOME.resolve("Library/Caches/wasm-spring-boot"));
		assertThat(of("Windows 11", Map.of())).isEqualTo(HOME.resolve("AppData/Local/wasm-spring-boot"));
	}

	@Test
	void ofShouldFollowEnvironmentVariables() throws IOException {
		String cache = Path.of("cache").toAbsolutePath().toString();
		assertThat(of("Linux", Map.of("XDG_CACHE_HOME", cache))).isEqualTo(Path.of(cache, "wasm-spring-boot"));
		assertThat(of("Windows 11", Map.of("LOCALAPPDATA", cache))).isEqualTo(Path.of(cache, "wasm-spring-boot"));
	}

	@Test
	void ofWhenVariableIsRelativeShouldIgnoreIt() throws IOException {
		assertThat(of("Linux", Map.of("XDG_CACHE_HOME", "cache"))).isEqualTo(HOME.resolve(".cache/wasm-spring-boot"));
	}

	@Test
	void ofWhenUserHasNoHomeShouldThrow() {
		assertThatIOException().isThrownBy(() -> LibraryDirectory.of("Linux", "?", Map.of()))
			.withMessage("the user of the application has no home directory");
	}

	private static Path of(String os, Map<String, String> environment) throws IOException {
		return LibraryDirectory.of(os, HOME.toString(), environment);
	}

}
