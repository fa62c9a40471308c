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

package io.github.wasmspring.docs.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * Files of the project.
 */
final class Project {

	static final Path ROOT = findRoot();

	private static final Pattern VERSION = Pattern
		.compile("<artifactId>wasm-spring-boot-parent</artifactId>\\s*<version>([^<]+)</version>");

	private static final Pattern WASMTIME_VERSION = Pattern.compile("<wasmtime.version>([^<]+)</wasmtime.version>");

	private Project() {
	}

	private static Path findRoot() {
		Path directory = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		while (directory != null && !Files.exists(directory.resolve("docs/getting-started.md"))) {
			directory = directory.getParent();
		}
		Assert.state(directory != null, "The tests run outside of the project");
		return directory;
	}

	/**
	 * Return the pages of the documentation.
	 */
	static List<Path> pages() {
		try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the lines of a file.
	 */
	static List<String> read(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the version that the project's artifacts have.
	 */
	static String version() {
		return find(VERSION);
	}

	/**
	 * Return the version of wasmtime-java that the project uses.
	 */
	static String wasmtimeVersion() {
		return find(WASMTIME_VERSION);
	}

	private static String find(Pattern version) {
		Matcher matcher = version.matcher(String.join("\n", read(ROOT.resolve("pom.xml"))));
		Assert.state(matcher.find(), () -> "The project's pom.xml has no " + version);
		return matcher.group(1);
	}

}
