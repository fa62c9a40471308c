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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.metrics.StartupStep;

import io.github.wasmspring.TestThreads;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StartupMode}.
 */
class StartupModesTests {

	private static final Resource BROKEN = new ByteArrayResource(new byte[] { 1, 2, 3 });

	private final List<WasmModuleEvent> events = Collections.synchronizedList(new ArrayList<>());

	private final BufferingApplicationStartup startup = new BufferingApplicationStartup(100);

	private final GatedBackend gated = new GatedBackend(null);

	private DefaultWasmModuleRegistry registry = registry(this.gated, ChicoryBackend.interpreted());

	private DefaultWasmModuleRegistry registry(WasmBackend... backends) {
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backends), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backends[0].getId())
					.withEvents(this.events::add)
					.withStartup(this.startup));
	}

	@AfterEach
	void close() {
		this.gated.open();
		this.registry.close();
	}

	@Test
	void lazyModuleShouldBeLoadedByItsFirstCaller() {
		this.gated.open();
		WasmModule module = this.registry.registerModule(definition(StartupMode.LAZY, 1));
		assertThat(module.getState()).isEqualTo(WasmModuleState.IDLE);
		assertThat(module.getVersion()).isZero();
		assertThat(module.getBackend()).isEqualTo("gated");
		assertThat(module.toString()).contains("living");
		assertThat(this.registry.getDetails("living").digest()).isNull();
		assertThat(this.events).isEmpty();
		assertThat(module.getState()).isEqualTo(WasmModuleState.IDLE);
		assertThat(module.call("version")).isEqualTo(1);
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
		assertThat(module.getVersion()).isEqualTo(1);
		assertThat(this.events).hasExactlyElementsOfTypes(WasmModuleRegisteredEvent.class);
	}

	@Test
	void whatAsksForItsContentShouldLoadALazyModule() {
		this.gated.open();
		WasmModule module = this.registry.registerModule(definition(StartupMode.LAZY, 1));
		assertThat(module.getDigest()).isEqualTo(WasmBinary.digest(VersionGuest.binary(1)));
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
		WasmModule other = this.registry.registerModule(of("other", VersionGuest.resource(2), StartupMode.LAZY));
		assertThat(other.getExports()).hasSize(1);
		assertThat(other.getState()).isEqualTo(WasmModuleState.READY);
	}

	@Test
	void failureOfLazyModuleShouldReachItsCallers() {
		WasmModule module = this.registry.registerModule(of("living", BROKEN, StartupMode.LAZY));
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> module.call("version"));
		assertThat(module.getState()).isEqualTo(WasmModuleState.FAILED);
		assertThat(this.registry.getDetails("living").lastFailure()).isInstanceOf(WasmLoadException.class);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(module::getDigest);
	}

	@Test
	void lazyModuleShouldBeLocatedAtTheStart(@TempDir Path directory) {
		WasmModuleDefinition missing = of("living", new FileSystemResource(directory.resolve("missing.wasm")),
				StartupMode.LAZY);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> this.registry.registerModule(missing))
			.withMessageContaining("there is nothing at");
		assertThat(this.registry.getNames()).isEmpty();
	}

	@Test
	void pluginOfModuleThatIsToComeShouldBeBoundWhenItComes() {
		this.gated.open();
		WasmModule module = this.registry.registerModule(definition(StartupMode.LAZY, 3));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		assertThat(module.getState()).isEqualTo(WasmModuleState.IDLE);
		assertThat(plugin.version()).isEqualTo(3);
		WasmModule other = this.registry
			.registerModule(of("other", new ByteArrayResource(VersionGuest.binary("other", 1)), StartupMode.LAZY));
		Versioned misfit = new WasmPluginFactory().create(Versioned.class, other);
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(misfit::version)
			.withMessageContaining("Versioned");
		assertThat(other.getState()).isEqualTo(WasmModuleState.FAILED);
	}

	@Test
	void callersOfBackgroundModuleShouldWait() {
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1));
		assertThat(module.getState()).isEqualTo(WasmModuleState.LOADING);
		CompletableFuture<@Nullable Object> call = TestThreads.supply(() -> module.call("version"));
		assertThat(module.getState()).isEqualTo(WasmModuleState.LOADING);
		assertThat(call).isNotDone();
		this.gated.open();
		assertThat(call).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(1);
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
	}

	@Test
	void callersOfBackgroundModuleShouldNotWaitLongerThanTheyMay() {
		WasmModule module = this.registry
			.registerModule(definition(StartupMode.BACKGROUND, 1).withTimeout(Duration.ofMillis(20)));
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> module.call("version"))
			.withMessageContaining("'living'")
			.withMessageContaining("loaded");
		WasmModule other = this.registry.registerModule(of("other", VersionGuest.resource(1), StartupMode.BACKGROUND)
			.withInstances(InstanceSettings.DEFAULTS.withMaxWait(Duration.ofMillis(20))));
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> other.call("version"))
			.withMessageContaining("'other'");
	}

	@Test
	void backgroundModuleShouldBeInterpretedUntilItIsCompiled() {
		GatedBackend compiler = new GatedBackend("chicory-interpreter");
		this.registry = registry(compiler, ChicoryBackend.interpreted());
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1));
		Versioned plugin = new WasmPluginFactory().create(Versioned.class, module);
		assertThat(plugin.version()).isEqualTo(1);
		assertThat(module.getState()).isEqualTo(WasmModuleState.READY);
		assertThat(module.getBackend()).isEqualTo("chicory-interpreter");
		compiler.open();
		Awaitility.await().until(module::getBackend, "gated"::equals);
		assertThat(plugin.version()).isEqualTo(1);
		assertThat(module.getVersion()).isEqualTo(1);
		assertThat(this.events).hasExactlyElementsOfTypes(WasmModuleRegisteredEvent.class);
		this.registry.replaceModule(definition(StartupMode.BACKGROUND, 2));
		assertThat(plugin.version()).isEqualTo(2);
		assertThat(module.getBackend()).isEqualTo("gated");
		assertThat(this.registry.rollbackModule("living").getBackend()).isEqualTo("gated");
	}

	@Test
	void singleInstanceShouldNotBeInterpretedFirst() {
		GatedBackend compiler = new GatedBackend("chicory-interpreter");
		this.registry = registry(compiler, ChicoryBackend.interpreted());
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1)
			.withInstances(InstanceSettings.DEFAULTS.withMode(InstanceMode.SINGLE)));
		assertThat(module.getState()).isEqualTo(WasmModuleState.LOADING);
		compiler.open();
		assertThat(module.call("version")).isEqualTo(1);
		assertThat(module.getBackend()).isEqualTo("gated");
	}

	@Test
	void replaceModuleShouldNotBeUndoneByWhatIsCompiledStill() {
		GatedBackend compiler = new GatedBackend("chicory-interpreter");
		this.registry = registry(compiler, ChicoryBackend.interpreted());
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1));
		assertThat(module.call("version")).isEqualTo(1);
		this.registry.replaceModule(definition(StartupMode.EAGER, 2).withBackend("chicory-interpreter"));
		compiler.open();
		this.registry.registerModule(of("last", VersionGuest.resource(1), StartupMode.BACKGROUND));
		Awaitility.await().until(() -> this.registry.getModule("last").getBackend().equals("gated"));
		assertThat(module.call("version")).isEqualTo(2);
		assertThat(module.getVersion()).isEqualTo(2);
	}

	@Test
	void failureOfBackgroundModuleShouldBeTold() {
		WasmModule module = this.registry.registerModule(of("living", BROKEN, StartupMode.BACKGROUND));
		Awaitility.await().until(module::getState, WasmModuleState.FAILED::equals);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> module.call("version"));
		assertThat(this.registry.getDetails("living").lastFailure()).isInstanceOf(WasmLoadException.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.events).hasExactlyElementsOfTypes(WasmModuleLoadFailedEvent.class));
		this.gated.open();
		this.registry.replaceModule(definition(StartupMode.EAGER, 1));
		assertThat(module.call("version")).isEqualTo(1);
		assertThat(module.getVersion()).isEqualTo(1);
	}

	@Test
	void moduleThatIsToComeShouldBeChangedLikeAnother() {
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1));
		this.registry.suspendModule("living");
		assertThat(module.getState()).isEqualTo(WasmModuleState.SUSPENDED);
		assertThatExceptionOfType(WasmModuleSuspendedException.class).isThrownBy(() -> module.call("version"));
		this.registry.resumeModule("living");
		assertThatIllegalStateException().isThrownBy(() -> this.registry.promoteModule("living"));
	}

	@Test
	void removedModuleShouldNotArrive() {
		this.registry.holdLoads();
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1));
		assertThat(this.registry.getDetails("living").awaited()).isTrue();
		this.registry.removeModule("living");
		this.gated.open();
		this.registry.registerModule(of("other", VersionGuest.resource(1), StartupMode.BACKGROUND));
		this.registry.startLoads();
		assertThat(this.registry.getModule("other").call("version")).isEqualTo(1);
		assertThat(module.getState()).isEqualTo(WasmModuleState.CLOSED);
		assertThatIllegalStateException().isThrownBy(() -> module.call("version")).withMessageContaining("closed");
	}

	@Test
	void heldLoadsShouldBeStartedByCallers() {
		this.gated.open();
		this.registry.holdLoads();
		WasmModule module = this.registry.registerModule(definition(StartupMode.BACKGROUND, 1));
		WasmModule other = this.registry.registerModule(of("other", VersionGuest.resource(1), StartupMode.BACKGROUND));
		assertThat(module.call("version")).isEqualTo(1);
		assertThat(other.getState()).isEqualTo(WasmModuleState.LOADING);
		this.registry.startLoads();
		Awaitility.await().until(other::getState, WasmModuleState.READY::equals);
	}

	@Test
	void eagerModulesShouldBeCompiledSideBySide() {
		CyclicBarrier barrier = new CyclicBarrier(2);
		this.registry = registry(new MeetingBackend(barrier));
		assertThat(this.registry.registerAll(List.of(of("one", VersionGuest.resource(1), StartupMode.EAGER),
				of("two", VersionGuest.resource(2), StartupMode.EAGER))))
			.extracting((module) -> module.call("version"))
			.containsExactly(1, 2);
		assertThat(this.startup.getBufferedTimeline().getEvents())
			.extracting(
					(event) -> tags(event.getStartupStep(), "module") + " " + tags(event.getStartupStep(), "source"))
			.containsExactly("one compiled", "two compiled");
	}

	private static String tags(StartupStep step, String key) {
		List<String> values = new ArrayList<>();
		step.getTags().forEach((tag) -> {
			if (tag.getKey().equals(key)) {
				values.add(tag.getValue());
			}
		});
		return String.join(",", values);
	}

	@Test
	void registerAllWhenOneFailsShouldThrow() {
		this.gated.open();
		assertThatExceptionOfType(WasmException.class).isThrownBy(() -> this.registry
			.registerAll(List.of(definition(StartupMode.EAGER, 1), of("broken", BROKEN, StartupMode.EAGER))));
		assertThat(this.registry.getNames()).isEmpty();
		assertThat(this.registry.registerModule(definition(StartupMode.EAGER, 1)).call("version")).isEqualTo(1);
	}

	@Test
	void startupShouldComeFromTheDefaults() {
		DefaultWasmModuleRegistry lazy = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(ChicoryBackend.interpreted()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend("chicory-interpreter")
					.withDefaults(() -> WasmModuleDefinition.ofDefaults().withStartup(StartupMode.LAZY)));
		assertThat(lazy.registerModule(WasmModuleDefinition.of("living", VersionGuest.resource(1))).getState())
			.isEqualTo(WasmModuleState.IDLE);
		assertThat(lazy
			.registerModule(WasmModuleDefinition.of("other", VersionGuest.resource(1)).withStartup(StartupMode.EAGER))
			.getState()).isEqualTo(WasmModuleState.READY);
		lazy.close();
	}

	private static WasmModuleDefinition definition(StartupMode startup, int version) {
		return of("living", VersionGuest.resource(version), startup);
	}

	private static WasmModuleDefinition of(String name, Resource location, StartupMode startup) {
		return WasmModuleDefinition.of(name, location).withStartup(startup);
	}

	interface Versioned {

		@WasmFunction
		int version();

	}

	/**
	 * Backend whose compilations wait for each other.
	 */
	private static final class MeetingBackend implements WasmBackend {

		private final WasmBackend delegate = ChicoryBackend.interpreted();

		private final CyclicBarrier barrier;

		MeetingBackend(CyclicBarrier barrier) {
			this.barrier = barrier;
		}

		@Override
		public String getId() {
			return "meeting";
		}

		@Override
		public BackendModule load(WasmBinary binary) {
			try {
				this.barrier.await(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return this.delegate.load(binary);
		}

	}

}
