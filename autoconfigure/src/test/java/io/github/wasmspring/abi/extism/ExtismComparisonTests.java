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
import java.util.Random;

import org.extism.sdk.chicory.ExtismFunctionException;
import org.extism.sdk.chicory.Manifest;
import org.extism.sdk.chicory.ManifestWasm;
import org.extism.sdk.chicory.Plugin;
import org.extism.sdk.chicory.http.HttpConfig;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares plugins with Extism's own SDK for Chicory, which runs on the same version of
 * Chicory.
 */
class ExtismComparisonTests {

	private static final Map<String, String> CONFIG = Map.of("greeting", "Grüß Gott");

	private final Plugin theirs = Plugin
		.ofManifest(Manifest.ofWasms(ManifestWasm.fromBytes(Guests.bytes("extism_plugin")).build())
			.withOptions(new Manifest.Options().withConfig(CONFIG)
				.withHttpResponseHeaders(true)
				.withHttpConfig(HttpConfig.builder().withJsonCodec(() -> null).withClientAdapter(() -> null).build()))
			.build())
		.build();

	private final Functions ours = new WasmPluginFactory().create(Functions.class, load());

	private static WasmModule load() {
		WasmBackend backend = Backends.current();
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withConventions(WasmConventions.of(List.of(new ExtismConvention()))))
			.registerModule(WasmModuleDefinition.of("extism_plugin", Guests.resource("extism_plugin"), backend.getId())
				.withAbi(AbiSettings.DETECTED.withConfig(CONFIG)));
	}

	@Test
	void outputsShouldBeEqual() {
		Random random = new Random(1);
		for (int length : new int[] { 0, 1, 7, 8, 9, 1000, 100_000 }) {
			byte[] input = new byte[length];
			random.nextBytes(input);
			assertThat(this.ours.echo(input)).isEqualTo(this.theirs.call("echo", input));
			assertThat(this.ours.countVowels(input)).isEqualTo(this.theirs.call("count_vowels", input));
		}
		assertThat(this.ours.greeting()).isEqualTo(call("greeting"));
		assertThat(List.of(this.ours.calls(), this.ours.calls())).isEqualTo(List.of(call("calls"), call("calls")));
	}

	@Test
	void errorsShouldBeEqual() {
		assertThatExceptionOfType(ExtismFunctionException.class).isThrownBy(() -> call("fail_with_code"))
			.withMessageEndingWith("out of pens");
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(this.ours::failWithCode)
			.withMessageEndingWith("out of pens");
		assertThat(this.ours.greeting()).isEqualTo(call("greeting"));
	}

	private String call(String function) {
		return new String(this.theirs.call(function, new byte[0]), StandardCharsets.UTF_8);
	}

	interface Functions {

		@WasmFunction
		byte[] echo(byte[] input);

		@WasmFunction
		byte[] countVowels(byte[] input);

		@WasmFunction
		String greeting();

		@WasmFunction
		String calls();

		@WasmFunction
		void failWithCode();

	}

}
