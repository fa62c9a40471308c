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

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.docs.plugins.Pricing.Item;
import io.github.wasmspring.docs.plugins.Pricing.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the plugin interfaces that the pages show.
 */
class PluginSamplesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				WasmAutoConfiguration.class, WasmPluginAutoConfiguration.class))
		.withUserConfiguration(PluginConfiguration.class)
		.withPropertyValues("wasm.locations=", "wasm.modules.image.location=classpath:guests/image.wasm",
				"wasm.modules.pricing.location=classpath:guests/pricing.wasm");

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void bytesShouldTravel(String backend) {
		this.contextRunner.withPropertyValues("wasm.backend=" + backend).run((context) -> {
			Images images = context.getBean(Images.class);
			byte[] red = { -1, 0, 0, -1 };
			assertThat(images.grayscale(red, 1, 1)).containsExactly(76, 76, 76, -1);
			assertThat(images.preview(red, 1, 1)).containsExactly(76, 76, 76, -1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void recordsShouldTravelAsJson(String backend) {
		this.contextRunner.withPropertyValues("wasm.backend=" + backend).run((context) -> {
			Order order = new Order("gold", List.of(new Item("pen", 10, new BigDecimal("1.50"))), null);
			Pricing.Invoice invoice = context.getBean(Pricing.class).price(order);
			assertThat(invoice.total()).isEqualByComparingTo("13.20");
			assertThat(invoice.rules()).containsExactly("10 or more of pen: 2%", "gold customer: 10%");
		});
	}

	@Test
	void serviceShouldTranslateTraps() {
		this.contextRunner.withBean(Checkout.class).run((context) -> {
			Checkout checkout = context.getBean(Checkout.class);
			Item item = new Item("pen", 1, new BigDecimal("1.50"));
			assertThat(checkout.total(new Order("silver", List.of(item), null))).isEqualByComparingTo("1.42");
			Item expensive = new Item("pen", 1, new BigDecimal("1e308"));
			assertThatIllegalStateException()
				.isThrownBy(() -> checkout.total(new Order("silver", List.of(expensive), null)))
				.withMessage("The pricing rules failed: unreachable executed (the guest aborted or panicked)");
		});
	}

	@Test
	void factoryShouldCreatePluginForAnyModule() {
		this.contextRunner.withBean(Tenants.class)
			.withPropertyValues("wasm.modules.pricing-acme.location=classpath:guests/pricing.wasm")
			.run((context) -> assertThat(
					context.getBean(Tenants.class).pricingOf("acme").price(new Order("", List.of(), null)).total())
				.isEqualByComparingTo("0"));
	}

}
