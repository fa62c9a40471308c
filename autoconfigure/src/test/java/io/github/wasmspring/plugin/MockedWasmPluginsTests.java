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

package io.github.wasmspring.plugin;

import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test that replaces {@link WasmPlugins} by their generic type.
 */
@SpringBootTest(classes = MockedWasmPluginsTests.Application.class, properties = "wasm.locations=")
class MockedWasmPluginsTests {

	@MockitoBean
	private WasmPlugins<Rule> rules;

	@Autowired
	private Application application;

	@Test
	void mockShouldBeInjected() {
		BDDMockito.given(this.rules.contains("rule-a")).willReturn(true);
		assertThat(this.application.rules).isSameAs(this.rules);
		assertThat(this.application.rules.contains("rule-a")).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins({ Rule.class, WasmPluginsTests.DiscountRule.class })
	@ImportAutoConfiguration({ WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
			WasmPluginAutoConfiguration.class })
	static class Application {

		final WasmPlugins<Rule> rules;

		Application(WasmPlugins<Rule> rules) {
			this.rules = rules;
		}

	}

	@WasmPlugin("rule-*")
	interface Rule {

		@WasmFunction
		int add(int a, int b);

	}

}
