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

package io.github.wasmspring.adapters.testing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that show how guests and configurations are tested.
 */
class TenantRuleTests {

	// tag::backends[]
	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withUserConfiguration(RuleConfiguration.class);

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void ruleShouldDecideTheSameOnEachBackend(String backend) {
		this.contextRunner.withPropertyValues("wasm.backend=" + backend).run((context) -> {
			AccessRule rule = context.getBean(AccessRule.class);
			assertThat(rule.allows("GET", "/books")).isTrue();
			assertThat(rule.allows("GET", "/admin")).isFalse();
		});
	}
	// end::backends[]

	// tag::misfit[]
	@Test
	void startWhenRuleIsMissingShouldFail() {
		this.contextRunner.withPropertyValues("wasm.locations=")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("'access'"));
	}
	// end::misfit[]

	@WasmPlugin("access")
	interface AccessRule {

		@WasmFunction
		boolean allows(String method, String path);

	}

	@ImportWasmPlugins(AccessRule.class)
	static class RuleConfiguration {

	}

}
