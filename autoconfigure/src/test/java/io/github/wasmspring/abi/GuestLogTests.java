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

package io.github.wasmspring.abi;

import java.lang.System.Logger.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.ModuleLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GuestLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuestLogTests {

	private final GuestLog log = new GuestLog(ModuleLog.of("rules"), () -> 0);

	@Test
	void logShouldEscapeWhatCouldForgeALine(CapturedOutput output) {
		this.log.log(Level.WARNING, "first\nsecond \u001b[31mred");
		assertThat(output.toString().lines()).anyMatch((line) -> line.endsWith("first"))
			.anyMatch((line) -> line.endsWith("second \\x1b[31mred"))
			.filteredOn((line) -> line.contains("WARN") && line.contains("rules"))
			.hasSize(2);
	}

	@Test
	void logShouldDropWhatIsTooMuchInASecond(CapturedOutput output) {
		byte[] line = new byte[1000];
		for (int i = 0; i < 2_000; i++) {
			this.log.log(Level.ERROR, line);
		}
		assertThat(output).contains("Module 'rules': an instance logs more than 1048576 bytes in a second");
		assertThat(output.toString().lines().filter((text) -> text.contains("\\x00")))
			.hasSize(GuestLog.MOST / (1000 + 64));
	}

	@Test
	void logShouldKeepToTheLevel(CapturedOutput output) {
		assertThat(this.log.isLoggable(Level.TRACE)).isFalse();
		this.log.log(Level.TRACE, "quiet");
		assertThat(output).doesNotContain("quiet");
	}

}
