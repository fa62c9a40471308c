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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EveryBackend
class ExtismHostFunctionTests {

	private final Host host = new Host();

	private final Plugin plugin = new WasmPluginFactory().create(Plugin.class, load(this.host));

	private static WasmModule load(Object host) {
		WasmBackend backend = Backends.current();
		ExtismConvention convention = new ExtismConvention();
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withHostFunctions(
							List.of(AnnotatedHostFunctions.of(host, ValueCodecs.of(WasmJson.detect()), convention)))
					.withConventions(WasmConventions.of(List.of(convention))))
			.registerModule(WasmModuleDefinition.of("extism_user", Guests.resource("extism_user"), backend.getId()));
	}

	@Test
	void valuesShouldTravelInBlocks() {
		assertThat(this.plugin.shoutIt("Grüße")).isEqualTo("GRÜSSE!");
		assertThat(this.host.notes).containsExactly("Grüße from extism_user");
		assertThat(this.plugin.shoutIt("")).isEqualTo("!");
		assertThat(this.plugin.reverseIt(new byte[] { 1, 2, 3 })).containsExactly(3, 2, 1);
		assertThat(this.plugin.priceIt(new Order("pen", 3))).isEqualTo(Map.of("article", "pen", "cents", 12));
	}

	@Test
	void offsetThatIsNoBlockShouldBeEmpty() {
		assertThat(this.plugin.lieToHost()).isEqualTo("!");
	}

	@Test
	void methodThatDoesNotFitShouldBeRefused() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> load(new Wrong()))
			.withMessageContaining("is imported as (i64) -> i64, but the host function")
			.withMessageContaining("is (i64, i64) -> i64");
	}

	interface Plugin {

		@WasmFunction
		String shoutIt(String text);

		@WasmFunction
		byte[] reverseIt(byte[] bytes);

		@WasmFunction
		Map<String, Object> priceIt(Order order);

		@WasmFunction
		String lieToHost();

	}

	record Order(String article, long cents) {
	}

	@WasmHost("extism:host/user")
	static class Host extends Others {

		@WasmHostFunction
		String shout(String text) {
			return text.toUpperCase(Locale.ROOT) + "!";
		}

	}

	@WasmHost("extism:host/user")
	static class Wrong extends Others {

		@WasmHostFunction
		String shout(String text, String more) {
			return text + more;
		}

	}

	static class Others {

		final List<String> notes = new ArrayList<>();

		@WasmHostFunction
		byte[] reverse(byte[] bytes) {
			byte[] result = new byte[bytes.length];
			for (int i = 0; i < result.length; i++) {
				result[i] = bytes[bytes.length - 1 - i];
			}
			return result;
		}

		@WasmHostFunction
		Order price(Order order, long quantity) {
			return new Order(order.article(), order.cents() * quantity);
		}

		/**
		 * Raw numbers are numbers.
		 */
		@WasmHostFunction
		long doubleIt(long number) {
			return 2 * number;
		}

		@WasmHostFunction
		void note(WasmInstance caller, byte[] text) {
			this.notes.add(new String(text, StandardCharsets.UTF_8) + " from " + caller.getModule().getName());
		}

	}

}
