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

package io.github.wasmspring.docs.plugins;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that show how binaries are validated.
 */
class ValidationTests {

	@Test
	void validationShouldTellWhatIsWrong() throws IOException {
		byte[] binary = new ClassPathResource("mistakes/simd.wasm").getContentAsByteArray();
		byte[] sound = new ClassPathResource("guests/arithmetic.wasm").getContentAsByteArray();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
			.run((context) -> {
				WasmModules modules = context.getBean(WasmModules.class);
				// tag::test[]
				WasmValidation validation = modules.validate(binary);
				assertThat(validation.isValid()).isFalse();
				assertThat(validation.reason()).isEqualTo(Reason.UNSUPPORTED);
				assertThat(validation.problem()).contains("the module uses vector instructions (SIMD)");
				// end::test[]
				assertThat(modules.validate(sound).isValid()).isTrue();
			});
	}

}
