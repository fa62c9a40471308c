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

package io.github.wasmspring.adapters.validation;

import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slug}.
 */
class SlugTests {

	@Test
	void valueShouldBeWhatTheGuestMakesOfIt() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class, WasmAutoConfiguration.class,
					WasmBackendAutoConfiguration.class, WasmPluginAutoConfiguration.class))
			.withUserConfiguration(ImportConfiguration.class)
			.run((context) -> {
				Validator validator = context.getBean(Validator.class);
				assertThat(validator.validate(new Article("One", "one"))).isEmpty();
				assertThat(validator.validate(new Article("One", "One!"))).singleElement()
					.satisfies((violation) -> assertThat(violation.getMessage()).isEqualTo("must be a slug"));
				context.getBean(WasmModuleRegistry.class).suspendModule("text");
				assertThat(validator.validate(new Article("One", "one"))).singleElement()
					.satisfies((violation) -> assertThat(violation.getMessage()).isEqualTo("cannot be checked now"));
			});
	}

	@ImportWasmPlugins(TextTools.class)
	static class ImportConfiguration {

	}

}
