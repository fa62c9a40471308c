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

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OrdersSecurity}.
 */
class OrdersSecurityTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				WasmAutoConfiguration.class, WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.locations=",
				"wasm.modules.orders-policy.location=classpath:guests/orders-policy.wasm")
		.withUserConfiguration(Imports.class)
		.withBean(OrdersSecurity.class);

	@Test
	void policyShouldDecide() {
		this.contextRunner.run((context) -> {
			OrdersSecurity security = context.getBean(OrdersSecurity.class);
			assertThat(isGranted(security, "bob", "GET")).isTrue();
			assertThat(isGranted(security, "bob", "DELETE")).isFalse();
			assertThat(isGranted(security, "ada", "DELETE")).isTrue();
		});
	}

	private static boolean isGranted(OrdersSecurity security, String user, String method) {
		return security
			.authorize(() -> new TestingAuthenticationToken(user, "secret", "USER"),
					new RequestAuthorizationContext(new MockHttpServletRequest(method, "/orders/7")))
			.isGranted();
	}

	@Test
	void strangerShouldBeRefused() {
		this.contextRunner.run((context) -> assertThat(context.getBean(OrdersSecurity.class)
			.authorize(() -> null, new RequestAuthorizationContext(new MockHttpServletRequest("GET", "/orders/7")))
			.isGranted()).isFalse());
	}

	@ImportWasmPlugins(OrdersPolicy.class)
	static class Imports {

	}

}
