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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual machine of its own for a main class of the tests: it starts without the native
 * library, and may be brought down by it.
 */
public final class ForkedJvm {

	private final Process process;

	private final Path output;

	private ForkedJvm(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Run a virtual machine to its end, which must be a proper one.
	 * @param directory where temporary files go
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return what was printed
	 */
	public static String run(Path directory, Class<?> main, String... arguments)
			throws IOException, InterruptedException {
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
		return start(directory, prepare(directory, options, main, arguments));
	}

	/**
	 * Start a virtual machine.
	 * @param directory where temporary files go
	 * @param builder starts it
	 * @return the virtual machine
	 */
	static ForkedJvm start(Path directory, ProcessBuilder builder) throws IOException {
		Path output = Files.createTempFile(directory, "output", ".txt");
		return new ForkedJvm(builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
	}

	/**
	 * Prepare to start a virtual machine.
	 * @param directory where temporary files go
	 * @param options the options of the virtual machine
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return what starts it, whose streams nothing is connected to
	 */
	public static ProcessBuilder prepare(Path directory, List<String> options, Class<?> main, String... arguments)
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
	 * Wait for the end, which must be a proper one.
	 * @return what was printed
	 */
	public String await() throws IOException, InterruptedException {
		boolean ended = this.process.waitFor(5, TimeUnit.MINUTES);
		if (!ended) {
			this.process.destroyForcibly();
		}
		String printed = Files.readString(this.output, StandardCharsets.UTF_8);
		assertThat(ended).as("Ended in time; it printed: %s", printed).isTrue();
		assertThat(this.process.exitValue()).as(printed).isZero();
		return printed;
	}

}
