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

package io.github.wasmspring.docs.guests;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

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
 * Tests for the guests that the pages show.
 */
class GuestSamplesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withUserConfiguration(Imports.class);

	static Stream<Arguments> greeters() {
		return Stream.of("c", "c-libc", "cpp", "rust", "zig", "assemblyscript")
			.flatMap((language) -> Stream.of(Arguments.of(language, "chicory"),
					Arguments.of(language, "chicory-interpreter")));
	}

	@ParameterizedTest
	@MethodSource("greeters")
	void greeterShouldGreet(String language, String backend) {
		runner(language, backend).run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			assertThat(greeter.greet("Wörld")).isEqualTo("Hello, Wörld!");
			assertThat(greeter.greet("")).isEqualTo("Hello, !");
			assertThat(greeter.greet("x".repeat(200_000))).hasSize(200_008);
		});
	}

	@ParameterizedTest
	@MethodSource("greeters")
	void greeterShouldUseMemoryAgain(String language, String backend) {
		int calls = (backend.equals("chicory")) ? 500 : 50;
		runner(language, backend).withPropertyValues("wasm.modules.greeter.instances.mode=single").run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			WasmModule module = context.getBean("greeter", WasmModule.class);
			greetOften(greeter, calls / 10);
			int pages = module.execute((instance) -> instance.memory().pages());
			greetOften(greeter, calls);
			assertThat(module.<Integer>execute((instance) -> instance.memory().pages())).isEqualTo(pages);
		});
	}

	private static void greetOften(Greeter greeter, int calls) {
		for (int i = 0; i < calls; i++) {
			assertThat(greeter.greet("x".repeat(10_000))).hasSize(10_008);
		}
	}

	@ParameterizedTest
	@MethodSource("greeters")
	void greeterShouldImportNothing(String language, String backend) {
		runner(language, backend)
			.run((context) -> assertThat(context.getBean("greeter", WasmModule.class).getImports()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void arithmeticShouldAddAndDivide(String backend) {
		runner("c", backend).run((context) -> {
			Arithmetic arithmetic = context.getBean(Arithmetic.class);
			assertThat(arithmetic.add(2, 3)).isEqualTo(5);
			assertThat(arithmetic.divide(17, 5)).isEqualTo(new Arithmetic.Division(3, 2));
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> arithmetic.divide(1, 0))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.INTEGER_DIVIDE_BY_ZERO));
		});
	}

	private ApplicationContextRunner runner(String language, String backend) {
		return this.contextRunner.withPropertyValues("wasm.locations=", "wasm.backend=" + backend,
				"wasm.modules.greeter.location=classpath:guests/greeter-" + language + ".wasm",
				"wasm.modules.arithmetic.location=classpath:guests/arithmetic.wasm");
	}

	@ImportWasmPlugins(basePackageClasses = Greeter.class)
	static class Imports {

	}

}
