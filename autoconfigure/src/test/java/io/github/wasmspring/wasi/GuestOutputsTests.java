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

package io.github.wasmspring.wasi;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GuestOutputs}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuestOutputsTests {

	@Test
	void inheritedOutputShouldStayOpen() throws IOException {
		OutputStream stdout = GuestOutputs.stdout(settings(WasiOutput.INHERIT), WasmErrorContext.of("text", null),
				ModuleLog.of("text"));
		OutputStream stderr = GuestOutputs.stderr(settings(WasiOutput.INHERIT), WasmErrorContext.of("text", null),
				ModuleLog.of("text"));
		stdout.close();
		stderr.close();
		assertThat(FileDescriptor.out.valid()).isTrue();
		assertThat(FileDescriptor.err.valid()).isTrue();
		assertThat(GuestOutputs.stdout(settings(WasiOutput.INHERIT), WasmErrorContext.of("other", null),
				ModuleLog.of("other")))
			.isSameAs(stdout);
		assertThat(GuestOutputs.stderr(settings(WasiOutput.INHERIT), WasmErrorContext.of("other", null),
				ModuleLog.of("other")))
			.isSameAs(stderr)
			.isNotSameAs(stdout);
	}

	@Test
	void loggedOutputShouldHaveTheLevelOfItsStream(CapturedOutput output) throws IOException {
		try (OutputStream stdout = GuestOutputs.stdout(settings(WasiOutput.LOG), WasmErrorContext.of("text", null),
				ModuleLog.of("text"));
				OutputStream stderr = GuestOutputs.stderr(settings(WasiOutput.LOG), WasmErrorContext.of("text", null),
						ModuleLog.of("text"))) {
			stdout.write("said\n".getBytes());
			stderr.write("complained\n".getBytes());
		}
		assertThat(output).containsPattern("INFO.*guest\\.text.*said")
			.containsPattern("WARN.*guest\\.text.*complained");
	}

	@Test
	void discardedOutputShouldGoNowhere(CapturedOutput output) throws IOException {
		try (OutputStream stdout = GuestOutputs.stdout(settings(WasiOutput.DISCARD), WasmErrorContext.of("text", null),
				ModuleLog.of("text"));
				OutputStream stderr = GuestOutputs.stderr(settings(WasiOutput.DISCARD),
						WasmErrorContext.of("text", null), ModuleLog.of("text"))) {
			stdout.write("said\n".getBytes());
			stderr.write("complained\n".getBytes());
		}
		assertThat(output).isEmpty();
	}

	@Test
	void loggedOutputThatIsTooMuchShouldBeDroppedWithAWarning(CapturedOutput output) throws IOException {
		WasiSettings builtIn = WasiSettings.DEFAULTS;
		WasiSettings settings = new WasiSettings(builtIn.arguments(), builtIn.environment(), builtIn.directories(),
				builtIn.stdout(), builtIn.stderr(), DataSize.ofKilobytes(100));
		try (OutputStream stdout = GuestOutputs.stdout(settings, WasmErrorContext.of("text", null),
				ModuleLog.of("text"))) {
			stdout.write("line\n".repeat(100_000).getBytes());
		}
		assertThat(output.toString().lines().filter((line) -> line.endsWith("line"))).hasSizeBetween(1000, 50_000);
		assertThat(output).contains("Module 'text': an instance writes more than 102400 bytes in a second",
				"the setting 'wasi.max-output'");
	}

	private static WasiSettings settings(WasiOutput output) {
		WasiSettings builtIn = WasiSettings.DEFAULTS;
		return new WasiSettings(builtIn.arguments(), builtIn.environment(), builtIn.directories(), output, output,
				builtIn.maxOutput());
	}

}
