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

package io.github.wasmspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.core.io.ClassPathResource;

/**
 * A whole process, from the start of its JVM to the end, that runs one query of SQLite,
 * whose binary has more than a megabyte.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(5)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RestartBenchmark {

	private static final ClassPathResource BINARY = new ClassPathResource("third-party/sqlite.wasm");

	@Param("chicory")
	private String subject = "";

	private Path directory = Path.of("");

	@Setup
	public void prepare() throws IOException {
		this.directory = Files.createTempDirectory("restart");
		Files.write(this.directory.resolve("binary"), BINARY.getContentAsByteArray());
		Files.write(this.directory.resolve("artifact"), RestartedProcess.load(BINARY).serialize());
	}

	@TearDown
	public void cleanUp() throws IOException {
		Files.delete(this.directory.resolve("binary"));
		Files.delete(this.directory.resolve("artifact"));
		Files.delete(this.directory);
	}

	@Benchmark
	public void compiled() throws Exception {
		run("binary");
	}

	@Benchmark
	public void artifact() throws Exception {
		run("artifact");
	}

	private void run(String file) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), RestartedProcess.class.getName(),
				this.directory.resolve(file).toString())
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("ended with " + process.exitValue());
		}
	}

}
