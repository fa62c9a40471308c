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

package io.github.wasmspring.docs.host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the host functions that the pages show.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostSamplesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.locations=");

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void guestShouldCallTheHost(String backend, CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Imports.class)
			.withPropertyValues("wasm.backend=" + backend, "wasm.modules.shop.location=classpath:guests/shop.wasm")
			.run((context) -> {
				Shop shop = context.getBean(Shop.class);
				assertThat(shop.total("pen", 3)).isEqualTo(4.5);
				assertThat(output).contains("3 x pen: 4.5");
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> shop.total("pencil", 1))
					.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.HOST_EXCEPTION))
					.havingCause()
					.isInstanceOf(IllegalArgumentException.class)
					.withMessage("Nobody sells 'pencil'");
			});
	}

	@Test
	void functionsShouldNeedNoAnnotations(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(MathFunctions.class, LogFunctions.class)
			.withPropertyValues("wasm.modules.imports.location=classpath:mistakes/imports.wasm")
			.run((context) -> {
				WasmModule imports = context.getBean("imports", WasmModule.class);
				assertThat(imports.call("power", 2.0, 10.0)).isEqualTo(1024.0);
				assertThat((long) imports.call("time")).isPositive();
				imports.call("run");
				assertThat(output).contains("Hello, wörld!");
			});
	}

	@ImportWasmPlugins(Shop.class)
	static class Imports {

		@Bean
		ShopFunctions shopFunctions() {
			return new ShopFunctions();
		}

	}

}
