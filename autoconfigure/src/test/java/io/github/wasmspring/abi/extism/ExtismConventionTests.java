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

package io.github.wasmspring.abi.extism;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExtismConvention}, on every backend.
 */
@EveryBackend
class ExtismConventionTests {

	private static final Map<Object, WasmModule> MODULES = new ConcurrentHashMap<>();

	private final WasmModule module = MODULES.computeIfAbsent(Backends.current().getId(),
			(id) -> load(AbiSettings.DETECTED.withConfig(Map.of("greeting", "Grüß Gott"))));

	private final Plugin plugin = new WasmPluginFactory().create(Plugin.class, this.module);

	private static WasmModule load(AbiSettings abi) {
		WasmBackend backend = Backends.current();
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withConventions(
							WasmConventions.of(List.of(new ExtismConvention(ExtismHttp.NONE, WasmJson.detect())))))
			.registerModule(WasmModuleDefinition.of("extism_plugin", Guests.resource("extism_plugin"), backend.getId())
				.withMaxMemory(DataSize.ofMegabytes(8))
				.withInstances(InstanceSettings.DEFAULTS.withMax(1))
				.withAbi(abi));
	}

	@Test
	void functionShouldTakeInputAndReturnOutput() {
		assertThat(this.plugin.countVowels("Hello, World!")).isEqualTo("3");
		assertThat(this.plugin.countVowelsOfBytes("aeiou".getBytes(StandardCharsets.UTF_8))).isEqualTo(5);
		assertThat(this.plugin.echo(List.of("a", "ö"))).containsExactly("a", "ö");
		assertThat(this.plugin.echoBytes(new byte[0])).isEmpty();
		assertThat(this.plugin.echoBytes(new byte[100_000])).hasSize(100_000);
	}

	@Test
	void errorShouldBeAnExceptionWithTheGuestsMessage() {
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(this.plugin::fail)
			.satisfies((ex) -> assertThat(ex.getGuestMessage()).isEqualTo("no such order"));
		assertThat(this.plugin.countVowels("a")).isEqualTo("1");
	}

	@Test
	void configurationShouldBeThatOfTheModule() {
		assertThat(this.plugin.greeting()).isEqualTo("Grüß Gott");
	}

	@Test
	void variablesShouldStayWithTheInstance() {
		int before = this.plugin.calls();
		assertThat(this.plugin.calls()).isEqualTo(before + 1);
	}

	@Test
	void blocksShouldNotTakeMoreThanTheMemoryOfTheModule() {
		assertThat(this.plugin.hoard()).isEqualTo(7);
		assertThat(this.plugin.hoard()).isEqualTo(7);
	}

	@Test
	void offsetsOutsideOfBlocksShouldEndTheCall() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(this.plugin::lie)
			.withCauseInstanceOf(IndexOutOfBoundsException.class);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(this.plugin::lieAboutOutput)
			.withCauseInstanceOf(IndexOutOfBoundsException.class);
		assertThat(this.plugin.countVowels("a")).isEqualTo("1");
	}

	@Test
	void requestsShouldBeDenied() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(this.plugin::ask)
			.withStackTraceContaining("the guest may not ask the host 'example.org'");
	}

	@Test
	void timeoutShouldEndACall() {
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(this.plugin::loop);
	}

	@Test
	void methodWithSeveralParametersShouldBeRefused() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(TwoInputs.class, this.module))
			.withMessageContaining("has 2 parameters, and the guest takes a single input");
	}

	interface Plugin {

		@WasmFunction
		String countVowels(String text);

		@WasmFunction("count_vowels")
		int countVowelsOfBytes(byte[] text);

		@WasmFunction
		List<String> echo(List<String> texts);

		@WasmFunction("echo")
		byte[] echoBytes(byte[] bytes);

		@WasmFunction
		void fail();

		@WasmFunction
		String greeting();

		@WasmFunction
		int calls();

		@WasmFunction
		int hoard();

		@WasmFunction
		void lie();

		@WasmFunction
		void lieAboutOutput();

		@WasmFunction
		void ask();

		@WasmFunction(timeout = "50ms")
		void loop();

	}

	interface TwoInputs {

		@WasmFunction
		String echo(String text, int number);

	}

}
