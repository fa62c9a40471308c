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

package io.github.wasmspring.abi.opa;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmLinkException;
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
 * Tests for {@link OpaConvention}, on every backend.
 */
@EveryBackend
class OpaConventionTests {

	private static final Map<Object, WasmModule> MODULES = new ConcurrentHashMap<>();

	private final WasmModule module = MODULES.computeIfAbsent(Backends.current().getId(), (id) -> load());

	private final Policy policy = new WasmPluginFactory().create(Policy.class, this.module);

	private static WasmModule load() {
		WasmBackend backend = Backends.current();
		OpaConvention convention = new OpaConvention((module) -> "{\"city\":\"Graz\"}".getBytes(StandardCharsets.UTF_8),
				List.of(new Price()));
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withConventions(WasmConventions.of(List.of(convention))))
			.registerModule(WasmModuleDefinition.of("opa_policy", Guests.resource("opa_policy"), backend.getId()));
	}

	@Test
	void entryPointShouldTakeInputAndReturnTheResult() {
		assertThat(this.policy.allow(Map.of("name", "Ada"))).isTrue();
		assertThat(this.policy.allow(Map.of())).isFalse();
		assertThat(this.policy.echo("text")).isEqualTo("text");
		assertThat(this.policy.echoJson("[1, 2]".getBytes(StandardCharsets.UTF_8))).containsExactly(1, 2);
		assertThat(this.policy.echo()).isNull();
	}

	@Test
	void resultThatIsUndefinedShouldBeFalseOrNull() {
		assertThat(this.policy.allow(List.of())).isFalse();
		assertThat(this.policy.allowOrNull(List.of())).isNull();
	}

	@Test
	void dataShouldBeThatOfTheHost() {
		assertThat(this.policy.data()).containsExactly(Map.entry("city", "Graz"));
	}

	@Test
	void manyEvaluationsShouldNotUseUpTheMemory() {
		String text = "x".repeat(50_000);
		for (int i = 0; i < 20; i++) {
			assertThat(this.policy.echo(text)).isEqualTo(text);
		}
	}

	@Test
	void builtinShouldBeCalled() {
		assertThat(this.policy.price("pen")).isEqualTo(3);
	}

	@Test
	void builtinThatIsMissingShouldBeNamed() {
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(() -> this.policy.stock("pen"))
			.withMessageContaining("the policy calls 'shop.stock', which nobody provides");
	}

	@Test
	void abortShouldTellTheMessage() {
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(this.policy::conflict)
			.satisfies((ex) -> assertThat(ex.getGuestMessage()).isEqualTo("conflicting rules"));
	}

	@Test
	void inputThatIsNoJsonShouldBeRefused() {
		assertThatExceptionOfType(WasmGuestException.class)
			.isThrownBy(() -> this.policy.echoJson("?".getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("cannot read its input or its data as JSON");
	}

	@Test
	void entryPointThatIsMissingShouldNameThoseThatThereAre() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(this.policy::abort)
			.withMessageContaining("the policy has no entry point 'abort'")
			.withMessageContaining("'example/allow', 'example/data', 'example/echo'");
	}

	/**
	 * Knows the price of everything.
	 */
	private static final class Price implements OpaBuiltin {

		@Override
		public String getName() {
			return "shop.price";
		}

		@Override
		public byte[] call(List<byte[]> arguments) {
			int length = arguments.get(0).length - 2;
			return String.valueOf(length).getBytes(StandardCharsets.UTF_8);
		}

	}

	interface Policy {

		@WasmFunction
		boolean allow(Map<String, String> input);

		@WasmFunction
		boolean allow(List<String> input);

		@WasmFunction("example/allow")
		@Nullable Map<String, String> allowOrNull(List<String> input);

		@WasmFunction("example/echo")
		String echo(String text);

		@WasmFunction("echo")
		List<Integer> echoJson(byte[] json);

		@WasmFunction
		@Nullable String echo();

		@WasmFunction
		Map<String, String> data();

		@WasmFunction
		int price(String article);

		@WasmFunction
		int stock(String article);

		@WasmFunction("other/abort")
		void conflict();

		@WasmFunction
		void abort();

	}

}
