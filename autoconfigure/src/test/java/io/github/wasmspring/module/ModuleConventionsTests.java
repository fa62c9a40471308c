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
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.ImportProvider;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ModuleConventions}, and for what modules import from those who are not
 * the application.
 */
class ModuleConventionsTests {

	private static final WasmBackend BACKEND = ChicoryBackend.interpreted();

	private final List<String> logged = new ArrayList<>();

	private final HostFunctions math = HostFunctions.of("math")
		.function("pow", "(f64, f64) -> f64", (caller, arguments) -> new long[1])
		.build();

	@Test
	void conventionWhenModuleIsRecognizedShouldBindItsFunctions() {
		WasmModule module = load(settings().withConventions(WasmConventions.of(List.of(new ShoutingConvention(true)))),
				AbiSettings.DETECTED);
		assertThat(new WasmPluginFactory().create(Shouting.class, module).run()).isEqualTo("RUN!");
		assertThat(this.logged).isEmpty();
	}

	@Test
	void conventionWhenItIsNamedShouldNotHaveToRecognizeTheModule() {
		WasmModule module = load(settings().withConventions(WasmConventions.of(List.of(new ShoutingConvention(false)))),
				AbiSettings.DETECTED.withConvention("shouting"));
		assertThat(new WasmPluginFactory().create(Shouting.class, module).run()).isEqualTo("RUN!");
	}

	@Test
	void conventionWhenAnotherOneIsNamedShouldNotBind() {
		WasmModule module = load(
				settings().withConventions(WasmConventions.of(List.of(new ShoutingConvention(true))))
					.withImportProviders(List.of(provider("provider"))),
				AbiSettings.DETECTED.withConvention("buffers"));
		new WasmPluginFactory().create(Plain.class, module).run();
		assertThat(this.logged).containsExactly("provider");
	}

	@Test
	void conventionWhenItIsUnknownShouldSayWhatThereIs() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> load(settings(), AbiSettings.DETECTED.withConvention("extims")))
			.withMessage(
					"Module 'imports', backend 'chicory-interpreter': 'AbiSettings.withConvention' is 'extims', and there is no such convention. "
							+ "Set it to 'auto' or to one of 'buffers', or declare a bean of the type WasmConvention.");
	}

	@Test
	void importWhenApplicationOffersItShouldNotComeFromProvider() {
		WasmModule module = load(settings().withHostFunctions(List.of(this.math, env("application")))
			.withImportProviders(List.of(provider("provider"))), AbiSettings.DETECTED);
		module.call("run");
		assertThat(this.logged).containsExactly("application");
	}

	@Test
	void importWhenSeveralProvideItShouldComeFromTheFirst() {
		WasmModule module = load(settings().withImportProviders(List.of(provider("first"), provider("second"))),
				AbiSettings.DETECTED);
		module.call("run");
		assertThat(this.logged).containsExactly("first");
	}

	@Test
	void importWhenDefinitionOffersItShouldNotComeFromTheApplication() {
		WasmModule module = register(settings().withHostFunctions(List.of(this.math, env("application"))),
				definition().withHostFunctions(env("definition")));
		module.call("run");
		assertThat(this.logged).containsExactly("definition");
	}

	@Test
	void stateShouldBeOfOneInstanceAndClosedWithIt() {
		List<String> closed = new ArrayList<>();
		WasmModule module = load(settings().withImportProviders(List.of(provider("provider"))), AbiSettings.DETECTED);
		Counter counter;
		try (WasmInstance first = module.instantiate(); WasmInstance second = module.instantiate()) {
			counter = first.getState(Counter.class, () -> new Counter(closed));
			assertThat(first.getState(Counter.class, () -> new Counter(closed))).isSameAs(counter);
			assertThat(second.getState(Counter.class, () -> new Counter(closed))).isNotSameAs(counter);
			assertThat(closed).isEmpty();
		}
		assertThat(closed).hasSize(2);
	}

	private ImportProvider provider(String name) {
		return (importer, module, function, type) -> (!module.equals("env")) ? null : (caller, arguments) -> {
			this.logged.add(name);
			return new long[type.results().size()];
		};
	}

	private HostFunctions env(String name) {
		return HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, arguments) -> {
			this.logged.add(name);
			return new long[0];
		}).function("now", "() -> i64", (caller, arguments) -> new long[1]).build();
	}

	private ModuleRegistrySettings settings() {
		return ModuleRegistrySettings.DEFAULTS.withHostFunctions(List.of(this.math));
	}

	private static WasmModuleDefinition definition() {
		return WasmModuleDefinition.of("imports", Guests.resource("imports"), BACKEND.getId());
	}

	private static WasmModule load(ModuleRegistrySettings settings, AbiSettings abi) {
		return register(settings, definition().withAbi(abi));
	}

	private static WasmModule register(ModuleRegistrySettings settings, WasmModuleDefinition definition) {
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(BACKEND), Map.of()),
				settings.withDefaultBackend(BACKEND.getId()))
			.registerModule(definition);
	}

	interface Shouting {

		@WasmFunction
		String run();

	}

	interface Plain {

		@WasmFunction
		void run();

	}

	/**
	 * Convention whose functions return their names.
	 */
	private record ShoutingConvention(boolean followed) implements WasmConvention {

		@Override
		public String getId() {
			return "shouting";
		}

		@Override
		public boolean isFollowedBy(WasmModule module) {
			return this.followed;
		}

		@Override
		public BoundFunction bind(MethodSignature signature, WasmModule module, String function, ValueCodecs codecs) {
			return (version, timeout, arguments) -> function.toUpperCase(Locale.ROOT) + "!";
		}

		@Override
		public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
				WasmFunctionType type) {
			return (module.equals("env")) ? (caller, arguments) -> new long[type.results().size()] : null;
		}

	}

	private record Counter(List<String> closed) implements AutoCloseable {

		@Override
		public void close() {
			this.closed.add("closed");
		}

	}

}
