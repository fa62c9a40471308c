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

package io.github.wasmspring.backend.artifact;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills virtual machines while they write to one directory. More often with
 * {@code -Dwasm.test.kills=100}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@ExtendWith(OutputCaptureExtension.class)
class KilledWritersTests {

	private static final int RUNS = Integer.getInteger("wasm.test.kills", 6);

	private static final int WRITERS = 4;

	@TempDir
	Path temporary;

	@Test
	void laterStartsShouldFindNoBrokenArtifact(CapturedOutput output) throws Exception {
		Path directory = this.temporary.resolve("cache");
		Random random = new Random();
		int found = 0;
		for (int run = 0; run < RUNS; run++) {
			List<Process> writers = start(directory);
			try {
				for (Process writer : writers) {
					awaitStart(writer);
				}
				Thread.sleep(random.nextInt(300));
				assertThat(writers).allMatch(Process::isAlive);
			}
			finally {
				writers.forEach(Process::destroyForcibly);
			}
			for (Process writer : writers) {
				assertThat(writer.waitFor()).isEqualTo(128 + 9);
			}
			found += new ArtifactWriter(directory).checkAll();
		}
		assertThat(found).isPositive();
		assertThat(output).doesNotContain("WARN");
	}

	private static List<Process> start(Path directory) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<Process> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			writers.add(new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp", classPath,
					ArtifactWriter.class.getName(), directory.toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start());
		}
		return writers;
	}

	private static void awaitStart(Process writer) throws IOException {
		BufferedReader output = writer.inputReader();
		String line = output.readLine();
		while (line != null && !line.equals(ArtifactWriter.STARTED)) {
			assertThat(line).doesNotContain("WARN");
			line = output.readLine();
		}
		assertThat(line).isEqualTo(ArtifactWriter.STARTED);
	}

}
