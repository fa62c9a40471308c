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

package io.github.wasmspring.specification;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Assumptions;

/**
 * The WebAssembly project's own test suite, which lies beside the checkout. It is
 * converted by {@code wast2json} of wabt.
 */
final class SpecificationSuite {

	private static final String ARCHIVE = "../shared/spec/core-wast-2022-11-09.zip";

	private static final String CONVERTER = "wast2json";

	private SpecificationSuite() {
	}

	/**
	 * Convert the suite, or skip the test if something for that is missing.
	 */
	static List<SpecificationScript> convert() {
		Path root = findRoot();
		Path archive = root.resolve(System.getProperty("specification.archive", ARCHIVE)).normalize();
		Assumptions.assumeTrue(Files.exists(archive),
				() -> "SKIPPED: the specification's test suite is not at " + archive);
		Assumptions.assumeTrue(isInstalled(),
				() -> "SKIPPED: '%s' is missing; install the package 'wabt'".formatted(CONVERTER));
		try {
			Path directory = Files.createDirectories(root.resolve("autoconfigure/target/specification"));
			convertOnce(archive, directory);
			return read(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Path findRoot() {
		Path directory = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
			directory = directory.getParent();
		}
		if (directory == null) {
			throw new IllegalStateException("The tests run outside of the project");
		}
		return directory;
	}

	private static boolean isInstalled() {
		try {
			return new ProcessBuilder(CONVERTER, "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Convert the suite unless that was done before, by this virtual machine or another.
	 */
	private static void convertOnce(Path archive, Path directory) throws IOException, InterruptedException {
		Path converted = directory.resolve("converted");
		try (FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			channel.lock(); // until the channel is closed
			if (!Files.exists(converted) || !Files.readString(converted).equals(archive.toString())) {
				unzip(archive, directory);
				convert(directory);
				Files.writeString(converted, archive.toString());
			}
		}
	}

	private static void unzip(Path archive, Path directory) throws IOException {
		try (ZipInputStream input = new ZipInputStream(Files.newInputStream(archive))) {
			for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
				Path file = directory.resolve(Path.of(entry.getName()).getFileName().toString());
				if (!entry.isDirectory()) {
					Files.write(file, input.readAllBytes());
				}
			}
		}
	}

	private static void convert(Path directory) throws IOException, InterruptedException {
		List<Path> sources;
		try (Stream<Path> files = Files.list(directory)) {
			sources = files.filter((file) -> file.toString().endsWith(".wast")).sorted().toList();
		}
		for (Path source : sources) {
			Process process = new ProcessBuilder(CONVERTER, source.toString(), "-o", json(source).toString())
				.redirectErrorStream(true)
				.start();
			String output = new String(process.getInputStream().readAllBytes());
			if (process.waitFor() != 0) {
				throw new IllegalStateException(CONVERTER + " cannot convert " + source + ": " + output);
			}
		}
	}

	/**
	 * Read what was converted.
	 */
	static List<SpecificationScript> read(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".json"))
				.sorted()
				.map(SpecificationScript::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Convert a module.
	 */
	static byte[] assemble(String text) {
		try {
			Process process = new ProcessBuilder("wat2wasm", "-", "--output=-")
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			try (OutputStream input = process.getOutputStream()) {
				input.write(text.getBytes(StandardCharsets.UTF_8));
			}
			byte[] binary = process.getInputStream().readAllBytes();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("wat2wasm cannot convert " + text);
			}
			return binary;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path json(Path source) {
		return Path.of(source.toString().replaceAll("wast$", "json"));
	}

}
