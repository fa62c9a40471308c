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

package io.github.wasmspring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual machine of its own for a main class of the tests: it starts without the native
 * library, and may be brought down by it. A failure tells what it printed.
 */
public final class ForkedJvm implements AutoCloseable {

	private static final long MINUTES = 5;

	private final Process process;

	private final Path printed;

	private final BufferedReader lines;

	private ForkedJvm(Process process, Path printed) {
		this.process = process;
		this.printed = printed;
		this.lines = process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Run a virtual machine to its end, which must be a proper one.
	 * @param directory where temporary files go
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return what was printed
	 */
	public static String run(Path directory, Class<?> main, String... arguments) throws IOException {
		return start(directory, List.of(), main, arguments).await();
	}

	/**
	 * Start a virtual machine.
	 * @param directory where temporary files go
	 * @param options the options of the virtual machine
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return the virtual machine
	 */
	public static ForkedJvm start(Path directory, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		return start(directory, options, Map.of(), main, arguments);
	}

	/**
	 * Start a virtual machine with variables of the environment.
	 * @param directory where temporary files go
	 * @param options the options of the virtual machine
	 * @param environment the variables
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return the virtual machine
	 */
	public static ForkedJvm start(Path directory, List<String> options, Map<String, String> environment, Class<?> main,
			String... arguments) throws IOException {
		ProcessBuilder builder = prepare(directory, options, main, arguments);
		builder.environment().putAll(environment);
		Path printed = createFile(directory);
		return new ForkedJvm(builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start(), printed);
	}

	/**
	 * Start a virtual machine that is asked, and answers, through its standard input and
	 * output. What it prints is the error output alone.
	 * @param directory where temporary files go
	 * @param options the options of the virtual machine
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return the virtual machine
	 */
	public static ForkedJvm converse(Path directory, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		List<String> all = new ArrayList<>(options);
		all.add("-XX:+DisplayVMOutputToStderr");
		Path printed = createFile(directory);
		return new ForkedJvm(prepare(directory, all, main, arguments).redirectError(printed.toFile()).start(), printed);
	}

	private static Path createFile(Path directory) throws IOException {
		return Files.createTempFile(directory, "printed", ".log");
	}

	private static ProcessBuilder prepare(Path directory, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		Path temporary = Files.createDirectories(directory.resolve("tmp"));
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Djava.io.tmpdir=" + temporary);
		command.add("-XX:-CreateCoredumpOnCrash");
		command.add("-XX:ErrorFile=" + directory.resolve("crash-%p.log"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(Arrays.asList(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().remove("XDG_CACHE_HOME");
		return builder;
	}

	/**
	 * Return what it reads.
	 */
	public OutputStream input() {
		return this.process.getOutputStream();
	}

	/**
	 * Return what it answers, for those who do not read lines.
	 */
	public InputStream output() {
		return this.process.getInputStream();
	}

	/**
	 * Send a line.
	 * @param line the line
	 */
	public void writeLine(String line) throws IOException {
		input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		input().flush();
	}

	/**
	 * Wait for the next line of its answer. It is killed if there is none in time.
	 * @return the line, or null if it has ended
	 */
	public @Nullable String readLine() {
		CompletableFuture<@Nullable String> line = TestThreads.supply(() -> {
			try {
				return this.lines.readLine();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		try {
			return line.orTimeout(MINUTES, TimeUnit.MINUTES).join();
		}
		catch (CompletionException ex) {
			kill();
			throw new AssertionError("No answer; it printed: " + printed(), ex);
		}
	}

	public boolean isRunning() {
		return this.process.isAlive();
	}

	/**
	 * Return what it has printed.
	 */
	public String printed() {
		try {
			return Files.readString(this.printed, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for the end, which must be a proper one.
	 * @return what was printed
	 */
	public String await() {
		boolean ended = waitFor();
		int code = kill();
		assertThat(ended).as("Ended in time; it printed: %s", printed()).isTrue();
		assertThat(code).as("Exit code; it printed: %s", printed()).isZero();
		return printed();
	}

	/**
	 * End it at once.
	 * @return its exit code
	 */
	public int kill() {
		this.process.destroyForcibly();
		assertThat(waitFor()).as("Ended when killed").isTrue();
		return this.process.exitValue();
	}

	private boolean waitFor() {
		try {
			return this.process.waitFor(MINUTES, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * End it at once, unless it has ended.
	 */
	@Override
	public void close() {
		kill();
	}

}
