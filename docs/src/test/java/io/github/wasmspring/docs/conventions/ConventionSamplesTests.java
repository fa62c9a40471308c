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

package io.github.wasmspring.docs.conventions;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the commands and the plugins for Extism.
 */
class ConventionSamplesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				WasmAutoConfiguration.class, WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.locations=");

	static Stream<Arguments> commands() {
		return Stream.of(Arguments.of("c", "chicory"), Arguments.of("c", "chicory-interpreter"),
				Arguments.of("rust", "chicory"), Arguments.of("rust", "chicory-interpreter"),
				Arguments.of("javascript", "chicory-interpreter"));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandShouldCount(String language, String backend) {
		this.contextRunner.withUserConfiguration(Commands.class)
			.withPropertyValues("wasm.backend=" + backend,
					"wasm.modules.statistics.location=classpath:guests/statistics-" + language + ".wasm")
			.run((context) -> {
				Statistics statistics = context.getBean(Statistics.class);
				assertThat(statistics.count("Wörld of\nwords")).isEqualTo(new Statistics.Counts(1, 3, 15));
				assertThat(statistics.count("words")).isEqualTo(new Statistics.Counts(0, 1, 5));
				assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> statistics.count(""))
					.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(1))
					.satisfies((ex) -> assertThat(ex.getStandardError()).contains("there is no text"));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "assemblyscript", "c", "rust" })
	void extismPluginShouldCountVowels(String language) {
		this.contextRunner.withUserConfiguration(Plugins.class)
			.withPropertyValues("wasm.modules.vowels.location=classpath:guests/vowels-" + language + ".wasm")
			.run((context) -> {
				VowelPlugin vowels = context.getBean(VowelPlugin.class);
				assertThat(vowels.countVowels("A song of ice")).isEqualTo(new VowelPlugin.VowelCount(5));
				assertThatExceptionOfType(WasmGuestException.class).isThrownBy(() -> vowels.countVowels(""))
					.satisfies((ex) -> assertThat(ex.getGuestMessage()).startsWith("there is no text"));
			});
	}

	@ImportWasmPlugins(Statistics.class)
	static class Commands {

	}

	@ImportWasmPlugins(VowelPlugin.class)
	static class Plugins {

	}

}
