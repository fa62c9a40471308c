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

package io.github.wasmspring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for names of files, of modules and of variables that properties have to express.
 */
class ModuleNamingTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
		.withPropertyValues("wasm.backend=chicory-interpreter");

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "plain", "a#b", "a%b", "a%20b", "a[1]", "a b", "[x]" })
	void fileShouldBeFoundOrToldWhateverItsNameIs(String name) throws IOException {
		Path odd = Files.createDirectory(this.directory.resolve(name));
		Files.write(odd.resolve(name + ".wasm"), Guests.bytes("numbers"));
		for (String location : new String[] { "file:" + odd + "/" + name + ".wasm", "file:" + odd + "/*.wasm",
				"file:" + this.directory + "/*/*.wasm", "file://" + odd + "/**/*.wasm" }) {
			this.runner.withPropertyValues("wasm.locations=" + location).run((context) -> {
				if (name.matches("[A-Za-z0-9]+")) {
					assertThat(context.getBean(WasmModules.class).getNames()).as(location).containsExactly(name);
				}
				else {
					assertThat(context).getFailure()
						.as(location)
						.rootCause()
						.isInstanceOf(WasmLoadException.class)
						.hasMessageContainingAll("Module '" + name + "'", "its file has a name that no module can have",
								"'wasm.modules.<name>.location'");
				}
			});
		}
		this.runner.withPropertyValues("wasm.locations=", "wasm.modules.it.location=file:" + odd + "/" + name + ".wasm")
			.run((context) -> assertThat(context.getBean("it", WasmModule.class).call("add", 1, 2)).isEqualTo(3));
	}

	@Test
	void variableShouldConfigureTheSimilarModule() throws IOException {
		Files.write(this.directory.resolve("Text-tools.wasm"), Guests.bytes("numbers"));
		withVariables(Map.of("WASM_MODULES_TEXTTOOLS_BACKEND", "chicory")).run((context) -> {
			assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("Text-tools");
			assertThat(context.getBean("Text-tools", WasmModule.class).getBackend()).isEqualTo("chicory");
		});
		withVariables(Map.of("WASM_MODULES_TEXTTOOLS_BACKEND", "chicory"))
			.withPropertyValues("wasm.modules.Text-tools.timeout=3s")
			.run((context) -> {
				WasmModule module = context.getBean("Text-tools", WasmModule.class);
				assertThat(module.getBackend()).isEqualTo("chicory");
				assertThat(module.getTimeout()).hasSeconds(3);
			});
	}

	@Test
	void variableWhenSeveralModulesAreSimilarShouldNameThem() throws IOException {
		Files.write(this.directory.resolve("Text-tools.wasm"), Guests.bytes("numbers"));
		Files.write(this.directory.resolve("textTools.wasm"), Guests.bytes("numbers"));
		withVariables(Map.of("WASM_MODULES_TEXTTOOLS_BACKEND", "chicory"))
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("which are 'Text-tools', 'textTools'"));
	}

	@Test
	void fileThatIsTheLocationOfAnotherModuleShouldBeTold() throws IOException {
		Path file = Files.write(this.directory.resolve("text.wasm"), Guests.bytes("numbers"));
		withVariables(Map.of())
			.withPropertyValues("wasm.modules.other.location=file:" + file, "wasm.modules.text.timeout=1s")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("its file is the location of the module 'other'")
				.hasStackTraceContaining("Set 'wasm.modules.text.location', to the same file if both are meant."));
		withVariables(Map.of())
			.withPropertyValues("wasm.modules.other.location=file:" + file, "wasm.modules.text.timeout=1s",
					"wasm.modules.text.location=file:" + file)
			.run((context) -> assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("other",
					"text"));
	}

	@Test
	void variablesOfGuestsShouldKeepTheirNames() throws IOException {
		Files.write(this.directory.resolve("Text-tools.wasm"), Guests.bytes("numbers"));
		Files.write(this.directory.resolve("plain.wasm"), Guests.bytes("numbers"));
		withVariables(
				Map.of("WASM_DEFAULTS_WASI_ENVIRONMENT_API_URL", "a", "WASM_MODULES_PLAIN_WASI_ENVIRONMENT_Log_Level",
						"b", "WASM_MODULES_TEXTTOOLS_WASI_ENVIRONMENT_HOME", "c"))
			.withPropertyValues("wasm.modules.plain.wasi.environment.as.is=d")
			.run((context) -> {
				context.getBean(WasmModules.class);
				WasmProperties properties = context.getBean(WasmProperties.class);
				assertThat(properties.getDefaults().getWasi().getEnvironment()).containsOnly(Map.entry("API_URL", "a"));
				assertThat(properties.getModules().get("plain").getWasi().getEnvironment())
					.containsOnly(Map.entry("Log_Level", "b"), Map.entry("as.is", "d"));
				assertThat(properties.getModules().get("texttools").getWasi().getEnvironment())
					.containsOnly(Map.entry("HOME", "c"));
			});
	}

	private ApplicationContextRunner withVariables(Map<String, Object> variables) {
		return this.runner.withPropertyValues("wasm.locations=file:" + this.directory + "/*.wasm")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								new HashMap<>(variables))));
	}

}
