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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MissingUnits}, and for sizes that are more than there can be.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingUnitsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
		.withPropertyValues("wasm.backend=chicory-interpreter",
				"wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	@Test
	void numbersShouldBeTold(CapturedOutput output) {
		this.runner
			.withPropertyValues("wasm.modules.numbers.max-memory=1600000", "wasm.defaults.timeout=500",
					"wasm.modules.numbers.instances.maxWait=${wait}", "wait=7")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("'wasm.modules.numbers.max-memory' is 1600000, which means 1600000 bytes",
				"'1600000MB' or '1600000B'", "'wasm.defaults.timeout' is 500, which means 500 milliseconds",
				"'500s' or '500ms'", "which means 7 milliseconds");
	}

	@Test
	void otherValuesShouldNotBeTold(CapturedOutput output) {
		this.runner
			.withPropertyValues("wasm.modules.numbers.max-memory=16MB", "wasm.defaults.timeout=0",
					"wasm.download-timeout=PT5S", "wasm.modules.numbers.wasi.environment.timeout=5",
					"wasm.modules.numbers.headers.timeout=5", "wasm.modules.numbers.instances.max=3")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("which means");
	}

	@Test
	void memoryThatIsCutShouldBeTold(CapturedOutput output) {
		this.runner.withPropertyValues("wasm.modules.numbers.max-memory=8GB")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.contains("'wasm.modules.numbers.max-memory' is 8192 MB, but no instance can have more than 2047 MB");
	}

	@Test
	void timeoutOfAMethodShouldBeTold(CapturedOutput output) {
		this.runner.run(
				(context) -> new WasmPluginFactory().create(Adder.class, context.getBean("numbers", WasmModule.class)));
		assertThat(output).contains("means 500 milliseconds", "timeout = \"500s\"").doesNotContain("'900ms'");
	}

	interface Adder {

		@WasmFunction(timeout = "500")
		int add(int left, int right);

		@WasmFunction(value = "div", timeout = "900ms")
		int sub(int left, int right);

	}

}
