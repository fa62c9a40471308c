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

package io.github.wasmspring.plugin;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.toolchain.GuestErrorImports;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuestErrorTests {

	private final WasmModule module = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(Backends.current()), Map.of()),
			ModuleRegistrySettings.DEFAULTS.withDefaultBackend(Backends.current().getId())
				.withImportProviders(List.of(new GuestErrorImports())))
		.registerModule(WasmModuleDefinition.of("convention_buffers", Guests.resource("convention_buffers"),
				Backends.current().getId()));

	@Test
	void codeShouldBeTheExceptionOfTheMethodOrElseOfTheInterface() {
		Shop shop = new WasmPluginFactory().create(Shop.class, this.module);
		assertThatExceptionOfType(OutOfStock.class).isThrownBy(() -> shop.failNumber(3))
			.withMessage("out of pens")
			.havingCause()
			.isInstanceOf(WasmGuestException.class)
			.withMessageEndingWith("the guest failed with code 3: out of pens");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> shop.failNumber(4))
			.withMessage("out of pens");
		assertThatExceptionOfType(Silent.class).isThrownBy(() -> shop.failNumber(5))
			.withCauseInstanceOf(WasmGuestException.class);
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(() -> shop.failNumber(6))
			.satisfies((ex) -> assertThat(ex.getCode()).hasValue(6));
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(shop::fail)
			.satisfies((ex) -> assertThat(ex.getCode()).isEmpty());
	}

	@Test
	void exceptionThatCannotBeThrownShouldBeRefused() {
		assertRefused(Checked.class, "maps a code to java.io.IOException, a checked exception that it does not declare",
				"Add 'throws IOException' to the method.");
		assertRefused(Abstract.class, "of a @GuestError cannot be created", "Name an exception that is not abstract");
		assertRefused(Twice.class, "maps the code 3 to java.lang.IllegalStateException and to",
				"Leave one @GuestError for each code.");
		assertRefused(Zero.class, "has a @GuestError for the code 0", "Name another code.");
	}

	private void assertRefused(Class<?> type, String fact, String remedy) {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(type, this.module))
			.withMessageContainingAll(fact, remedy);
	}

	@GuestError(code = 3, exception = IllegalStateException.class)
	@GuestError(code = 4, exception = IllegalArgumentException.class)
	interface Shop {

		@GuestError(code = 3, exception = OutOfStock.class)
		@GuestError(code = 5, exception = Silent.class)
		@WasmFunction
		int failNumber(int code) throws OutOfStock;

		@WasmFunction
		void fail();

	}

	interface Checked {

		@GuestError(code = 3, exception = IOException.class)
		@WasmFunction
		void fail();

	}

	interface Abstract {

		@GuestError(code = 3, exception = AbstractFailure.class)
		@WasmFunction
		void fail();

	}

	interface Twice {

		@GuestError(code = 3, exception = IllegalStateException.class)
		@GuestError(code = 3, exception = IllegalArgumentException.class)
		@WasmFunction
		void fail();

	}

	interface Zero {

		@GuestError(code = 0, exception = IllegalStateException.class)
		@WasmFunction
		void fail();

	}

	static class OutOfStock extends Exception {

		private static final long serialVersionUID = 1L;

		OutOfStock(String message, Throwable cause) {
			super(message, cause);
		}

	}

	static class Silent extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	abstract static class AbstractFailure extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
