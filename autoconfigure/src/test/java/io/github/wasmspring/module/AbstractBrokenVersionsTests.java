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

package io.github.wasmspring.module;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Drops broken versions in while a module is called.
 */
abstract class AbstractBrokenVersionsTests {

	private final int versions;

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private volatile boolean ended;

	AbstractBrokenVersionsTests(int versions) {
		this.versions = versions;
	}

	@Test
	void brokenVersionsShouldNeitherServeNorDisturb() throws Exception {
		AtomicInteger failed = new AtomicInteger();
		ModuleRegistrySettings settings = ModuleRegistrySettings.DEFAULTS.withEvents((event) -> {
			if (event instanceof WasmModuleReplacementFailedEvent) {
				failed.incrementAndGet();
			}
		});
		try (DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(Backends.current()), Map.of()), settings)) {
			WasmModule module = registry.registerModule(of(VersionGuest.resource(1)));
			Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
			Thread caller = new Thread(() -> call(plugin));
			caller.start();
			for (int i = 0; i < this.versions; i++) {
				WasmModuleDefinition broken = broken(i);
				assertThatExceptionOfType(WasmException.class).as("version %d", i)
					.isThrownBy(() -> registry.replaceModule(broken));
				assertThat(registry.getDetails("living").replacementFailure()).isNotNull();
			}
			this.ended = true;
			caller.join();
			assertThat(this.failure.get()).isNull();
			assertThat(failed).hasValue(this.versions);
			assertThat(module.getVersion()).isEqualTo(1);
			assertThat(registry.replaceModule(of(VersionGuest.resource(2))).call("version")).isEqualTo(2);
			assertThat(registry.getDetails("living").replacementFailure()).isNull();
		}
	}

	private void call(Versioned plugin) {
		try {
			while (!this.ended) {
				assertThat(plugin.version()).isEqualTo(1);
			}
		}
		catch (Throwable ex) {
			this.failure.set(ex);
		}
	}

	private static WasmModuleDefinition broken(int index) {
		byte[] good = VersionGuest.binary(2);
		return switch (index % 8) {
			case 0 -> of(new ByteArrayResource(Arrays.copyOf(good, 8 + index % (good.length - 8))));
			case 1 -> of(new ByteArrayResource(VersionGuest.binary("other", index)));
			case 2 -> of(Guests.resource("numbers"));
			case 3 -> of(Guests.resource("imports"));
			case 4 -> of(Guests.resource("start_trap"));
			case 5 -> of(Guests.resource("initialize_loop")).withTimeout(Duration.ofMillis(20));
			case 6 -> of(Guests.resource("memory_big")).withMaxMemory(DataSize.ofKilobytes(64));
			default -> of(VersionGuest.resource(index)).withProbe(ProbeSettings.DEFAULTS.withFunction("missing"));
		};
	}

	private static WasmModuleDefinition of(Resource resource) {
		return WasmModuleDefinition.of("living", resource, Backends.current().getId());
	}

	interface Versioned {

		@WasmFunction
		int version();

	}

}
