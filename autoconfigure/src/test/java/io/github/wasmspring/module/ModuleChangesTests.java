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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ModuleChanges}.
 */
@EveryBackend
class ModuleChangesTests {

	private final List<WasmModuleEvent> events = new ArrayList<>();

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(Backends.current()), Map.of()),
			ModuleRegistrySettings.DEFAULTS.withEvents(this.events::add));

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	void replaceModuleShouldServeUnderTheSameModule() {
		WasmModule module = this.registry.registerModule(version(1));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		assertThat(plugin.version()).isEqualTo(1);
		assertThat(this.registry.replaceModule(version(2))).isSameAs(module)
			.isSameAs(this.registry.getModule("living"));
		assertThat(plugin.version()).isEqualTo(2);
		assertThat(module.call("version")).isEqualTo(2);
		assertThat(module.getVersion()).isEqualTo(2);
		assertThat(module.getDigest()).isEqualTo(WasmBinary.digest(VersionGuest.binary(2)));
		assertThat(this.events).extracting((event) -> (Object) event.getClass())
			.containsExactly(WasmModuleRegisteredEvent.class, WasmModuleReplacedEvent.class);
	}

	@Test
	void replaceModuleWhenNameIsFreeShouldRegister() {
		assertThat(this.registry.replaceModule(version(1)).getVersion()).isEqualTo(1);
		assertThat(this.registry.getNames()).containsExactly("living");
	}

	@Test
	void replaceModuleWhenVersionIsBrokenShouldKeepTheOther() {
		WasmModule module = this.registry.registerModule(version(1));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		byte[] good = VersionGuest.binary(2);
		assertBroken(new ByteArrayResource(Arrays.copyOf(good, good.length - 3)));
		assertBroken(new ByteArrayResource(VersionGuest.binary("other", 2)));
		assertBroken(Guests.resource("start_trap"));
		assertBroken(Guests.resource("imports"));
		assertThat(plugin.version()).isEqualTo(1);
		assertThat(module.getVersion()).isEqualTo(1);
		assertThat(this.events).hasSize(5).last().isInstanceOf(WasmModuleReplacementFailedEvent.class);
		assertThat(this.registry.replaceModule(version(2)).getVersion()).isEqualTo(2);
		assertThat(plugin.version()).isEqualTo(2);
	}

	private void assertBroken(Resource resource) {
		assertThatExceptionOfType(WasmException.class).isThrownBy(() -> this.registry.replaceModule(of(resource)));
	}

	@Test
	void pluginsInUseShouldBeCheckedBeforeAVersionServes() {
		WasmModule module = this.registry.registerModule(version(1));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		WasmModuleDefinition other = of(new ByteArrayResource(VersionGuest.binary("other", 2)));
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> this.registry.replaceModule(other))
			.withMessageContainingAll("Versioned", "'version'");
		assertThat(this.registry.validate(other).isValid()).isFalse();
		assertThat(plugin.version()).isEqualTo(1);
	}

	@Test
	void promoteModuleShouldServeWhatIsStaged() {
		WasmModule module = this.registry.registerModule(version(1));
		assertThatIllegalStateException().isThrownBy(() -> this.registry.promoteModule("living"));
		this.registry.stageModule(version(2));
		assertThat(module.call("version")).isEqualTo(1);
		this.registry.stageModule(version(3));
		assertThat(this.registry.promoteModule("living").call("version")).isEqualTo(3);
		assertThatIllegalStateException().isThrownBy(() -> this.registry.promoteModule("living"));
	}

	@Test
	void rollbackModuleShouldServeWhatWasThereBefore() {
		WasmModule module = this.registry.registerModule(version(1));
		assertThatIllegalStateException().isThrownBy(() -> this.registry.rollbackModule("living"));
		this.registry.replaceModule(version(2));
		assertThat(this.registry.rollbackModule("living").call("version")).isEqualTo(1);
		assertThat(module.getVersion()).isEqualTo(3);
		assertThatIllegalStateException().isThrownBy(() -> this.registry.rollbackModule("living"));
	}

	@Test
	void reloadModuleShouldReadTheLocationAgain() {
		byte[] bytes = VersionGuest.binary(1);
		WasmModule module = this.registry.registerModule(of(new ByteArrayResource(bytes)));
		System.arraycopy(VersionGuest.binary(7), 0, bytes, 0, bytes.length);
		assertThat(module.call("version")).isEqualTo(1);
		assertThat(this.registry.reloadModule("living").call("version")).isEqualTo(7);
	}

	@Test
	void suspendModuleShouldSurviveAReplacement() {
		WasmModule module = this.registry.registerModule(version(1));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		plugin.version();
		this.registry.suspendModule("living");
		assertThat(module.getState()).isEqualTo(WasmModuleState.SUSPENDED);
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(plugin::version)
			.withMessageContaining("Module 'living'");
		this.registry.replaceModule(version(2));
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(() -> module.call("version"));
		this.registry.resumeModule("living");
		assertThat(plugin.version()).isEqualTo(2);
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
	}

	@Test
	void registerModuleAfterRemoveShouldBeFollowed() {
		WasmModule module = this.registry.registerModule(version(1));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		assertThat(plugin.version()).isEqualTo(1);
		this.registry.removeModule("living");
		assertThat(module.getState()).isEqualTo(WasmModuleState.CLOSED);
		assertThatIllegalStateException().isThrownBy(plugin::version).withMessageContaining("closed");
		assertThat(this.registry.registerModule(version(2))).isSameAs(module);
		assertThat(plugin.version()).isEqualTo(2);
		assertThat(module.getVersion()).isEqualTo(2);
	}

	@Test
	void callsInFlightShouldEndOnTheirVersion() throws Exception {
		WasmModule module = this.registry.registerModule(version(1));
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch replaced = new CountDownLatch(1);
		AtomicReference<Object> result = new AtomicReference<>();
		Thread caller = new Thread(() -> module.execute((instance) -> {
			called.countDown();
			Awaitility.await().until(() -> replaced.getCount() == 0);
			result.set(instance.call("version"));
			return null;
		}));
		caller.start();
		called.await();
		this.registry.replaceModule(version(2));
		assertThat(module.call("version")).isEqualTo(2);
		replaced.countDown();
		caller.join();
		assertThat(result.get()).isEqualTo(1);
	}

	@Test
	void instanceOfOnesOwnShouldStayOnItsVersion() {
		WasmModule module = this.registry.registerModule(version(1));
		try (WasmInstance instance = module.instantiate()) {
			assertThat(instance.getModule().getDigest()).isEqualTo(module.getDigest());
			this.registry.replaceModule(version(2));
			assertThat(instance.call("version")).isEqualTo(1);
			assertThat(instance.getModule().getVersion()).isEqualTo(1);
			assertThat(instance.getModule().call("version")).isEqualTo(2);
		}
		try (WasmInstance instance = module.instantiate()) {
			assertThat(instance.call("version")).isEqualTo(2);
		}
	}

	@Test
	void handleShouldFollowUnlessTheTypeChanges() throws Throwable {
		WasmModule module = this.registry.registerModule(version(1));
		var handle = module.getHandle("version");
		assertThat((int) handle.invokeExact()).isEqualTo(1);
		this.registry.replaceModule(version(2));
		assertThat((int) handle.invokeExact()).isEqualTo(2);
		this.registry.replaceModule(of(new ByteArrayResource(VersionGuest.binary("other", 3))));
		assertThatExceptionOfType(WasmException.class).isThrownBy(handle::invokeWithArguments);
		this.registry.replaceModule(version(4));
		assertThat((int) handle.invokeExact()).isEqualTo(4);
	}

	private static WasmModuleDefinition version(int version) {
		return of(VersionGuest.resource(version));
	}

	private static WasmModuleDefinition of(Resource resource) {
		return WasmModuleDefinition.of("living", resource, Backends.current().getId());
	}

	interface Versioned {

		@WasmFunction
		int version();

	}

}
