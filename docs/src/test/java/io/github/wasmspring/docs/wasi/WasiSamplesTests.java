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

package io.github.wasmspring.docs.wasi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.WasmProperties;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.wasi.WasiOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the guests that use WASI.
 */
@ExtendWith(OutputCaptureExtension.class)
class WasiSamplesTests {

	private static final String WORDCOUNT = "wasm.modules.wordcount.location=classpath:guests/wordcount.wasm";

	private static final String SPELLING = "wasm.modules.spelling.location=classpath:guests/spelling.wasm";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.locations=");

	@TempDir
	private Path directory;

	@BeforeEach
	void prepare() throws IOException {
		Files.createDirectory(this.directory.resolve("outbox"));
		Files.writeString(Files.createDirectory(this.directory.resolve("inbox")).resolve("letter.txt"),
				"Dear reader,\n  how are you?\n");
		Files.write(this.directory.resolve("words.txt"), List.of("dear", "reader"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void commandShouldWriteItsReport(String backend, CapturedOutput output) {
		runner("wasi").withBean(Reports.class)
			.withPropertyValues(WORDCOUNT, "wasm.backend=" + backend)
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				reports.create();
				reports.create();
				assertThat(this.directory.resolve("outbox/report.txt")).hasContent("Words: 5\n");
				assertThat(output).contains("io.github.wasmspring.guest.wordcount")
					.containsSubsequence("/inbox/letter.txt has 5 words", "/inbox/letter.txt has 5 words");
			});
	}

	@Test
	void commandThatFailsShouldExit(CapturedOutput output) throws IOException {
		Files.delete(this.directory.resolve("inbox/letter.txt"));
		runner("wasi").withBean(Reports.class)
			.withPropertyValues(WORDCOUNT)
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Reports.class).create())
				.withMessage("No report: exit code 1"));
		assertThat(output).containsPattern("WARN .*/inbox/letter.txt: No such file or directory");
	}

	@Test
	void inboxShouldBeReadOnly(CapturedOutput output) {
		runner("wasi").withPropertyValues(WORDCOUNT, "wasm.modules.wordcount.wasi.arguments=/inbox/letter.txt,/inbox/x")
			.run((context) -> assertThatExceptionOfType(WasmExitException.class)
				.isThrownBy(() -> context.getBean("wordcount", WasmModule.class).call("_start")));
		assertThat(output).contains("/inbox/x: Read-only file system");
	}

	@Test
	void commandShouldGetNothingByDefault(CapturedOutput output) {
		this.contextRunner.withPropertyValues(WORDCOUNT)
			.run((context) -> assertThatExceptionOfType(WasmExitException.class)
				.isThrownBy(() -> context.getBean("wordcount", WasmModule.class).call("_start"))
				.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(2)));
		assertThat(output).contains("usage: wordcount <input> <output>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void reactorShouldReadItsFileOncePerInstance(String backend, CapturedOutput output) {
		runner("wasi-reactor").withUserConfiguration(Imports.class)
			.withPropertyValues(SPELLING, "wasm.backend=" + backend)
			.run((context) -> {
				Spelling spelling = context.getBean(Spelling.class);
				assertThat(spelling.knows("reader")).isTrue();
				assertThat(spelling.knows("raeder")).isFalse();
				assertThat(output).containsOnlyOnce("2 words");
			});
	}

	@Test
	void outputShouldBeChosen() {
		runner("wasi-output").withPropertyValues(WORDCOUNT).run((context) -> {
			WasmProperties properties = context.getBean(WasmProperties.class);
			assertThat(properties.getDefaults().getWasi().getStdout()).isEqualTo(WasiOutput.DISCARD);
			assertThat(properties.getModules().get("wordcount").getWasi().getStdout()).isEqualTo(WasiOutput.INHERIT);
			assertThat(properties.getModules().get("wordcount").getWasi().getStderr()).isEqualTo(WasiOutput.LOG);
		});
	}

	@Test
	void wasiShouldBeDisabledButForOneModule() {
		runner("wasi-disabled").withPropertyValues(WORDCOUNT)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("wordcount"));
		runner("wasi-disabled").withPropertyValues(WORDCOUNT, SPELLING)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("Module 'spelling'"));
	}

	@Test
	void nameOfVariableShouldBeKept() {
		this.contextRunner.withPropertyValues(WORDCOUNT, "wasm.defaults.wasi.environment.MAX_WORDS=5")
			.run((context) -> assertThat(context.getBean(WasmProperties.class).getDefaults().getWasi().getEnvironment())
				.containsOnlyKeys("MAX_WORDS"));
	}

	@Test
	void fileOutsideOfAllDirectoriesShouldBeRefused(CapturedOutput output) {
		runner("wasi").withPropertyValues(WORDCOUNT, "wasm.modules.wordcount.wasi.arguments=/etc/passwd,/outbox/x")
			.run((context) -> assertThatExceptionOfType(WasmExitException.class)
				.isThrownBy(() -> context.getBean("wordcount", WasmModule.class).call("_start")));
		assertThat(output).contains("/etc/passwd: Capabilities insufficient");
	}

	private ApplicationContextRunner runner(String file) {
		return this.contextRunner.withPropertyValues(
				"spring.config.location=classpath:configuration/%s.yaml".formatted(file),
				"app.directory=" + this.directory);
	}

	@ImportWasmPlugins(Spelling.class)
	static class Imports {

	}

}
