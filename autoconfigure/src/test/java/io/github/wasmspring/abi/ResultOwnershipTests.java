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

package io.github.wasmspring.abi;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.abi.toolchain.GuestErrorImports;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResultOwnershipTests {

	private final WasmModule module = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(Backends.current()), Map.of()),
			ModuleRegistrySettings.DEFAULTS.withDefaultBackend(Backends.current().getId())
				.withImportProviders(List.of(new GuestErrorImports())))
		.registerModule(WasmModuleDefinition.of("convention_buffers", Guests.resource("convention_buffers"),
				Backends.current().getId()));

	@Test
	void resultThatTheGuestKeepsShouldNotBeFreed() {
		Kept kept = new WasmPluginFactory().create(Kept.class, this.module);
		assertThat(kept.constant()).isEqualTo("no such order");
		assertThat(kept.constantBytes()).hasSize(13);
		assertThat(kept.terminated()).isEqualTo("out of pens");
		assertThat(kept.echo("a")).isEqualTo("a");
		assertThat(kept.live()).isEqualTo(1);
	}

	@Test
	void trapInTheDeallocatorShouldNameTheAttribute() {
		Owned owned = new WasmPluginFactory().create(Owned.class, this.module);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(owned::constant)
			.withMessageContaining("when the result at 16 was freed")
			.withMessageContaining("annotate the method with @WasmFunction(free = false)");
	}

	@Test
	void resultThatIsNoBufferShouldNotBeKept() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(Number.class, this.module))
			.withMessageContaining("'free = false' is for results that lie in the memory of the guest");
	}

	interface Kept {

		@WasmFunction(free = false)
		String constant();

		@WasmFunction(value = "constant", free = false)
		byte[] constantBytes();

		@WasmFunction(free = false)
		String terminated();

		@WasmFunction(free = false)
		String echo(String text);

		@WasmFunction
		int live();

	}

	interface Owned {

		@WasmFunction
		String constant();

	}

	interface Number {

		@WasmFunction(free = false)
		int live();

	}

}
