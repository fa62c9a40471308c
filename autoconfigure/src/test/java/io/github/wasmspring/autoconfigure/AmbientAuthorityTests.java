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

import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a guest may reach while nothing is configured, as {@code sandbox.md}
 * lists it.
 */
@EveryBackend
class AmbientAuthorityTests {

	@Test
	void guestShouldReachNothingThatWasNotGranted() {
		Map<String, Integer> reach = Map.of("arguments", 1, "variables", 0, "directories", 0, "paths", 0, "input", 0,
				"sockets", 0, "has_clock", 1, "has_random_numbers", 1);
		contextRunner().withPropertyValues("wasm.modules.guest.location=classpath:guests/wasi_ambient.wasm")
			.run((context) -> {
				WasmModule guest = context.getBean("guest", WasmModule.class);
				reach
					.forEach((function, expected) -> assertThat(guest.call(function)).as(function).isEqualTo(expected));
			});
	}

	@Test
	void guestShouldNotLoadIfItWantsWhatNobodyOffers() {
		contextRunner().withPropertyValues("wasm.modules.guest.location=classpath:guests/imports.wasm")
			.run((context) -> assertThat(context).hasFailed());
	}

	/**
	 * A host function is offered to all guests, but beans are not.
	 */
	@Test
	void guestShouldNotReachBeans() {
		contextRunner().withBean("now", Callable.class, () -> () -> 42)
			.withPropertyValues("wasm.modules.guest.location=classpath:guests/imports.wasm")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("env.now"));
	}

	private static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
			.withPropertyValues("wasm.backend=" + Backends.current().getId());
	}

}
