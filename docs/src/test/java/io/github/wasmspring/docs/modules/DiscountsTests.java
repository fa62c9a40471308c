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

package io.github.wasmspring.docs.modules;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Discounts} and {@link DiscountVersions}.
 */
class DiscountsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(TenantConfiguration.class)
		.withPropertyValues("wasm.backend=chicory-interpreter");

	@Test
	void versionsOfATenantShouldComeAndGo() {
		this.contextRunner.run((context) -> {
			Discounts discounts = context.getBean(Discounts.class);
			DiscountVersions versions = context.getBean(DiscountVersions.class);
			assertThatExceptionOfType(NoSuchWasmModuleException.class).isThrownBy(() -> discounts.percent("a", 1));
			versions.upload("a", DiscountGuest.binary(10));
			versions.upload("b", DiscountGuest.binary(20));
			assertThat(discounts.percent("a", 1)).isEqualTo(10);
			versions.upload("a", DiscountGuest.binary(15));
			assertThat(discounts.percent("a", 1)).isEqualTo(10);
			versions.activate("a");
			assertThat(discounts.percent("a", 1)).isEqualTo(15);
			versions.undo("a");
			assertThat(discounts.percent("a", 1)).isEqualTo(10);
			assertThat(discounts.percent("b", 1)).isEqualTo(20);
			versions.leave("b");
			assertThatExceptionOfType(NoSuchWasmModuleException.class).isThrownBy(() -> discounts.percent("b", 1))
				.withMessageContaining("discount-a");
		});
	}

	@Test
	void uploadOfWhatDoesNotFitShouldChangeNothing() {
		this.contextRunner.run((context) -> {
			Discounts discounts = context.getBean(Discounts.class);
			DiscountVersions versions = context.getBean(DiscountVersions.class);
			versions.upload("a", DiscountGuest.binary(10));
			byte[] misfit = DiscountGuest.binary(10);
			misfit[26] = 'x';
			assertThatIllegalArgumentException().isThrownBy(() -> versions.upload("a", misfit))
				.withMessageContaining("percent");
			assertThatIllegalArgumentException().isThrownBy(() -> versions.upload("c", new byte[] { 1, 2, 3 }));
			assertThatIllegalStateException().isThrownBy(() -> versions.activate("a"));
			assertThat(discounts.percent("a", 1)).isEqualTo(10);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(DiscountRule.class)
	@Import({ Discounts.class, DiscountVersions.class })
	static class TenantConfiguration {

	}

}
