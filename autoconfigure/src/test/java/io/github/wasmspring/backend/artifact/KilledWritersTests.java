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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills virtual machines while they write to one directory, {@code kill.runs} times.
 */
@Tag("slow")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@ExtendWith(OutputCaptureExtension.class)
class KilledWritersTests {

	private static final int RUNS = Integer.getInteger("kill.runs", 2);

	private static final int MOST_RUNS = 20 * RUNS;

	private static final int WRITERS = 4;

	@TempDir
	Path temporary;

	@Test
	void laterStartsShouldFindNoBrokenArtifact(CapturedOutput output) throws Exception {
		Path directory = this.temporary.resolve("cache");
		Random random = new Random();
		int found = 0;
		// writers that are killed at once may have written nothing
		for (int run = 0; run < RUNS || (found == 0 && run < MOST_RUNS); run++) {
			List<ForkedJvm> writers = start(directory);
			try {
				for (ForkedJvm writer : writers) {
					awaitStart(writer);
				}
				// any moment
				Thread.sleep(random.nextInt(300));
				assertThat(writers).allMatch(ForkedJvm::isRunning);
			}
			finally {
				for (ForkedJvm writer : writers) {
					writer.kill();
				}
			}
			for (ForkedJvm writer : writers) {
				assertThat(writer.kill()).as(writer.printed()).isEqualTo(128 + 9);
				assertThat(writer.printed()).doesNotContain("WARN");
			}
			found += new ArtifactWriter(directory).checkAll();
		}
		assertThat(found).isPositive();
		assertThat(output).doesNotContain("WARN");
	}

	private List<ForkedJvm> start(Path directory) throws IOException {
		List<ForkedJvm> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			writers.add(ForkedJvm.converse(this.temporary, List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"),
					ArtifactWriter.class, directory.toString()));
		}
		return writers;
	}

	private static void awaitStart(ForkedJvm writer) {
		String line = writer.readLine();
		while (line != null && !line.equals(ArtifactWriter.STARTED)) {
			assertThat(line).doesNotContain("WARN");
			line = writer.readLine();
		}
		assertThat(line).as(writer.printed()).isEqualTo(ArtifactWriter.STARTED);
	}

}
