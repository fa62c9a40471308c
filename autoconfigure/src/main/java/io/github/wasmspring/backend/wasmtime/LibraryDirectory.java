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
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where the native library is kept if the configuration doesn't say.
 */
final class LibraryDirectory {

	private static final String NAME = "wasm-spring-boot";

	private LibraryDirectory() {
	}

	/**
	 * Return the directory of the user that runs the application.
	 */
	static Path ofUser() throws IOException {
		return of(System.getProperty("os.name", ""), System.getProperty("user.home", ""), System.getenv());
	}

	/**
	 * Return the directory of a user, by the conventions of the operating system.
	 * @param os the name of the operating system
	 * @param home the user's home directory
	 * @param environment the environment variables
	 * @throws IOException if the user has no home directory
	 */
	static Path of(String os, String home, Map<String, String> environment) throws IOException {
		if (home.isEmpty() || home.equals("?")) {
			throw new IOException("the user of the application has no home directory");
		}
		String system = os.toLowerCase(Locale.ROOT);
		if (system.startsWith("windows")) {
			return choose(environment.get("LOCALAPPDATA"), Path.of(home, "AppData", "Local"));
		}
		if (system.startsWith("mac")) {
			return Path.of(home, "Library", "Caches", NAME);
		}
		return choose(environment.get("XDG_CACHE_HOME"), Path.of(home, ".cache"));
	}

	private static Path choose(@Nullable String configured, Path convention) {
		Path directory = (configured != null && Path.of(configured).isAbsolute()) ? Path.of(configured) : convention;
		return directory.resolve(NAME);
	}

}
