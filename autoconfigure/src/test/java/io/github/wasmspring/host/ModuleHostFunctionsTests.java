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

package io.github.wasmspring.host;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of host functions that are offered to some modules only.
 */
class ModuleHostFunctionsTests {

	private static final HostFunctions REST = HostFunctions.of("env")
		.function("log", "(i32, i32) -> ()", (caller, arguments) -> new long[0])
		.build();

	private static final HostFunctions MATH = HostFunctions.of("math")
		.function("pow", "(f64, f64) -> f64", (caller, arguments) -> new long[1])
		.build();

	private static final HostFunctions GENERAL = HostFunctions.of("env")
		.function("now", "() -> i64", (caller, arguments) -> new long[] { 1 })
		.build();

	@Test
	void functionForAModuleShouldComeBeforeThatForAll() {
		assertThat(load("pricing-a", GENERAL, annotated(new Pricing())).call("time")).isEqualTo(2L);
		assertThat(load("shop", GENERAL, annotated(new Pricing())).call("time")).isEqualTo(1L);
	}

	@Test
	void functionOfTheDefinitionShouldComeBeforeThatForAModule() {
		HostFunctions own = HostFunctions.of("env")
			.function("now", "() -> i64", (caller, arguments) -> new long[] { 3 })
			.build();
		WasmModuleDefinition definition = definition("pricing-a").withHostFunctions(own);
		assertThat(load(definition, GENERAL, annotated(new Pricing())).call("time")).isEqualTo(3L);
	}

	@Test
	void twoFunctionsForAModuleShouldBeRefused() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> load("pricing-a", annotated(new Pricing()), annotated(new AlsoPricing())))
			.withMessageContaining("several host functions fit the import env.now");
	}

	@Test
	void functionForOthersShouldBeNamedAsANearMiss() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> load("shop", annotated(new Pricing())))
			.withMessageContaining("Pricing.now()' is offered to modules named 'pricing*' only")
			.withMessageContaining("'modules' of its @WasmHost");
	}

	private static HostFunctions annotated(Object host) {
		return AnnotatedHostFunctions.of(host, ValueCodecs.of(WasmJson.NONE));
	}

	private static WasmModule load(String name, HostFunctions... hostFunctions) {
		return load(definition(name), hostFunctions);
	}

	private static WasmModule load(WasmModuleDefinition definition, HostFunctions... hostFunctions) {
		HostFunctions all = () -> Stream.of(hostFunctions)
			.flatMap((functions) -> functions.getFunctions().stream())
			.toList();
		return Guests.load(definition, Backends.current(), (instances) -> instances, all, REST, MATH);
	}

	private static WasmModuleDefinition definition(String name) {
		return WasmModuleDefinition.of(name, Guests.resource("imports"), Backends.current().getId());
	}

	@WasmHost(modules = "pricing*")
	static class Pricing {

		@WasmHostFunction
		long now() {
			return 2;
		}

	}

	@WasmHost(value = "env", modules = { "pricing-a", "pricing-b" })
	static class AlsoPricing {

		@WasmHostFunction
		long now() {
			return 4;
		}

	}

}
