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

package io.github.wasmspring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.javapoet.ClassName;

import io.github.wasmspring.GeneratedSources;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistrar;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link WasmAutoConfiguration} and {@link WasmBackendAutoConfiguration}.
 */
class WasmAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class));

	@Test
	void withoutModulesShouldProvideEmptyLookup() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(WasmModules.class);
			assertThat(context.getBean(WasmModules.class).getNames()).isEmpty();
			assertThat(context.getBean(WasmBackends.class).getIds()).containsExactlyInAnyOrder("chicory",
					"chicory-interpreter", "wasmtime");
		});
	}

	@Test
	void withoutModulesAndSettingsShouldOnlyDecideThatAtTheStart() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.github.kawamuray.wasmtime"))
			.run((context) -> assertThat(context.getBeanFactory().getSingletonNames())
				.filteredOn((name) -> name.toLowerCase(Locale.ROOT).contains("wasm"))
				.containsExactly("eagerWasmModules"));
	}

	@Test
	void withSettingShouldMakeRegistryAtTheStart() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.github.kawamuray.wasmtime"))
			.withPropertyValues("wasm.backend=chicory-interpreter")
			.run((context) -> {
				assertThat(context.getBeanFactory().getSingletonNames()).contains("wasmModuleRegistry");
				assertThat(context.getBean(WasmProperties.class).getBackend()).isEqualTo("chicory-interpreter");
			});
	}

	@Test
	void withWrongSettingButNoModuleShouldFail() {
		this.contextRunner.withPropertyValues("wasm.defaults.timeout=soon")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("'soon' is not a valid duration"));
	}

	@Test
	void valueOfThePrefixItselfShouldBeIgnored() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(WasmCacheAutoConfiguration.class))
			.withPropertyValues("wasm=1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void modulesShouldBeFoundByPropertiesThatCannotBeListed() {
		PropertySource<?> source = new PropertySource<>("unlisted", "classpath*:/guests/numbers.wasm") {

			@Override
			public @Nullable Object getProperty(String name) {
				return name.equals("wasm.locations") ? this.source : null;
			}

		};
		this.contextRunner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> {
				assertThat(context).getBeanNames(WasmModule.class).containsExactly("numbers");
				assertThat(context.getBeanFactory().getSingletonNames()).contains("numbers");
			});
	}

	@Test
	void whenDisabledShouldProvideNothing() {
		this.contextRunner
			.withPropertyValues("wasm.enabled=false", "wasm.modules.numbers.location=classpath:guests/numbers.wasm")
			.run((context) -> assertThat(context).doesNotHaveBean(WasmModules.class)
				.doesNotHaveBean(WasmBackends.class)
				.doesNotHaveBean(WasmModule.class));
	}

	@Test
	void moduleShouldBeBeanNamedAndQualified() {
		this.contextRunner.withUserConfiguration(QualifiedModules.class)
			.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
					"wasm.modules.tricks.location=classpath:guests/traps.wasm")
			.run((context) -> {
				assertThat(context).getBeanNames(WasmModule.class).containsExactlyInAnyOrder("numbers", "tricks");
				WasmModule numbers = context.getBean("numbers", WasmModule.class);
				assertThat(numbers).isSameAs(context.getBean(WasmModules.class).getModule("numbers"));
				assertThat(numbers.getBackend()).isEqualTo("chicory");
				QualifiedModules modules = context.getBean(QualifiedModules.class);
				assertThat(modules.numbers).isSameAs(numbers);
				assertThat(modules.other.call("ok")).isEqualTo(42);
			});
	}

	@Test
	void modulesShouldBeFoundByPattern() {
		this.contextRunner.withPropertyValues("wasm.locations=classpath*:/guests/mem*_m*.wasm")
			.run((context) -> assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("memory_max"));
	}

	@Test
	void modulesShouldBeFoundInDirectory(@TempDir Path directory) throws IOException {
		Files.write(directory.resolve("numbers.wasm"), Guests.bytes("numbers"));
		Files.writeString(directory.resolve("readme.txt"), "no module");
		this.contextRunner.withPropertyValues("wasm.locations=file:" + directory + "/*")
			.run((context) -> assertThat(context.getBean("numbers", WasmModule.class).call("add", 1, 2)).isEqualTo(3));
	}

	@Test
	void ownLocationShouldTakePrecedenceOverScannedOne() {
		this.contextRunner
			.withPropertyValues("wasm.locations=classpath*:/guests/numbers.wasm",
					"wasm.modules.numbers.location=classpath:guests/traps.wasm")
			.run((context) -> assertThat(context.getBean("numbers", WasmModule.class).call("ok")).isEqualTo(42));
	}

	@Test
	void scannedModuleShouldTakeSettingsOfItsName() {
		this.contextRunner
			.withPropertyValues("wasm.locations=classpath*:/guests/numbers.wasm",
					"wasm.modules.numbers.backend=chicory-interpreter")
			.run((context) -> assertThat(context.getBean("numbers", WasmModule.class).getBackend())
				.isEqualTo("chicory-interpreter"));
	}

	@Test
	void backendShouldBeChosenByPropertyDefaultsAndModule() {
		this.contextRunner
			.withPropertyValues("wasm.backend=none", "wasm.defaults.backend=chicory-interpreter",
					"wasm.modules.a.location=classpath:guests/numbers.wasm",
					"wasm.modules.b.location=classpath:guests/numbers.wasm", "wasm.modules.b.backend=chicory")
			.run((context) -> {
				assertThat(context.getBean("a", WasmModule.class).getBackend()).isEqualTo("chicory-interpreter");
				assertThat(context.getBean("b", WasmModule.class).getBackend()).isEqualTo("chicory");
			});
	}

	@Test
	void settingsOfModuleShouldOverrideDefaults() {
		this.contextRunner
			.withPropertyValues("wasm.defaults.max-memory=128KB", "wasm.defaults.instances.mode=per-call",
					"wasm.modules.small.location=classpath:guests/memory_grow.wasm",
					"wasm.modules.large.location=classpath:guests/memory_grow.wasm",
					"wasm.modules.large.max-memory=1MB", "wasm.modules.large.instances.mode=pooled")
			.run((context) -> {
				assertThat(context.getBean("small", WasmModule.class).call("grow", 2)).isEqualTo(-1);
				assertThat(context.getBean("small", WasmModule.class).call("grow", 1)).isEqualTo(1);
				assertThat(context.getBean("small", WasmModule.class).call("size")).isEqualTo(1);
				assertThat(context.getBean("large", WasmModule.class).call("grow", 15)).isEqualTo(1);
				assertThat(context.getBean("large", WasmModule.class).call("size")).isEqualTo(16);
			});
	}

	@Test
	void backendOfUserShouldBeChosenByItsId() {
		this.contextRunner.withUserConfiguration(RecordingBackendConfiguration.class)
			.withPropertyValues("wasm.backend=recording", "wasm.modules.numbers.location=classpath:guests/numbers.wasm")
			.run((context) -> {
				assertThat(context.getBean("numbers", WasmModule.class).getBackend()).isEqualTo("recording");
				assertThat(context.getBean(RecordingBackend.class).loaded).isEqualTo("numbers");
			});
	}

	@Test
	void backendOfUserShouldReplaceOneOfTheSameId() {
		this.contextRunner.withBean("mine", WasmBackend.class, () -> new RecordingBackend("chicory"))
			.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm")
			.run((context) -> assertThat(((RecordingBackend) context.getBean("mine")).loaded).isEqualTo("numbers"));
	}

	@Test
	void withoutCompilerShouldOfferInterpreterOnly() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("com.dylibso.chicory.compiler"))
			.withPropertyValues("wasm.backend=chicory-interpreter",
					"wasm.modules.numbers.location=classpath:guests/numbers.wasm")
			.run((context) -> {
				assertThat(context.getBean(WasmBackends.class).getIds())
					.containsExactlyInAnyOrder("chicory-interpreter", "wasmtime");
				assertThat(context.getBean("numbers", WasmModule.class).call("add", 1, 2)).isEqualTo(3);
			});
	}

	@Test
	void withoutEnginesShouldOfferNoBackend() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("com.dylibso.chicory", "io.github.kawamuray.wasmtime"))
			.run((context) -> assertThat(context.getBean(WasmBackends.class).getIds()).isEmpty());
	}

	@Test
	void withoutChicoryShouldOfferWasmtime() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("com.dylibso.chicory"))
			.run((context) -> assertThat(context.getBean(WasmBackends.class).getIds()).containsExactly("wasmtime"));
	}

	@Test
	void registryOfUserShouldReplaceOurs() {
		DefaultWasmModuleRegistry registry = mock(DefaultWasmModuleRegistry.class);
		this.contextRunner.withBean("registry", DefaultWasmModuleRegistry.class, () -> registry)
			.run((context) -> assertThat(context.getBean(WasmModuleRegistry.class)).isSameAs(registry));
	}

	@Test
	void registrarOfUserShouldRunAtTheStart() {
		WasmModuleRegistrar registrar = mock(WasmModuleRegistrar.class);
		this.contextRunner.withBean(WasmModuleRegistrar.class, () -> registrar)
			.run((context) -> verify(registrar).registerModules(any()));
	}

	@Test
	void registrarOfParentShouldRunAtTheStart() {
		WasmModuleRegistrar registrar = mock(WasmModuleRegistrar.class);
		new ApplicationContextRunner().withBean(WasmModuleRegistrar.class, () -> registrar)
			.run((parent) -> this.contextRunner.withParent(parent)
				.run((context) -> verify(registrar).registerModules(any())));
	}

	@Test
	void registrarThatIsDefinedLateShouldRunAtTheStart() {
		WasmModuleRegistrar registrar = mock(WasmModuleRegistrar.class);
		this.contextRunner
			.withBean(
					BeanDefinitionRegistryPostProcessor.class, () -> (
							registry) -> registry.registerBeanDefinition("late",
									BeanDefinitionBuilder.rootBeanDefinition(WasmModuleRegistrar.class, () -> registrar)
										.getBeanDefinition()))
			.run((context) -> verify(registrar).registerModules(any()));
	}

	@Test
	void registrarOfUserShouldAddModules() {
		this.contextRunner
			.withBean(WasmModuleRegistrar.class,
					() -> (registry) -> registry
						.registerModule(WasmModuleDefinition.of("mine", Guests.resource("numbers"), "chicory")))
			.run((context) -> assertThat(context.getBean(WasmModules.class).getModule("mine").call("add", 1, 2))
				.isEqualTo(3));
	}

	@Test
	void closingTheContextShouldCloseTheModules() {
		this.contextRunner.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm")
			.run((context) -> {
				WasmModule numbers = context.getBean("numbers", WasmModule.class);
				WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
				context.close();
				assertThat(registry.getState("numbers")).isEqualTo(WasmModuleState.CLOSED);
				assertThatIllegalStateException().isThrownBy(() -> numbers.call("add", 1, 2));
			});
	}

	@Test
	void annotatedBeansShouldBeCalledByGuestsAndMayThemselvesNeedTheModule() {
		this.contextRunner.withUserConfiguration(HostConfiguration.class)
			.withPropertyValues("wasm.modules.imports.location=classpath:guests/imports.wasm")
			.run((context) -> {
				context.getBean("imports", WasmModule.class).call("run");
				Environment host = context.getBean(Environment.class);
				assertThat(host.messages).containsExactly("Hello, wörld!");
				assertThat(host.imports.call("time")).isEqualTo(42L);
				assertThat(host.imports.call("power", 2.0, 5.0)).isEqualTo(32.0);
			});
	}

	@Test
	void annotatedBeanWithScopedProxyShouldBeLinkedOnce() {
		this.contextRunner.withUserConfiguration(ScopedHostConfiguration.class)
			.withPropertyValues("wasm.modules.host_start.location=classpath:guests/host_start.wasm")
			.run((context) -> assertThat(context).hasNotFailed().hasBean("host_start"));
	}

	@Test
	void commandShouldRunOnNewInstanceWithWhatPropertiesGrant(@TempDir Path directory) throws IOException {
		Files.createDirectory(directory.resolve("folder"));
		Files.writeString(directory.resolve("input.txt"), "first line\nsecond line, café\n");
		this.contextRunner
			.withPropertyValues("wasm.modules.wasi_report.location=classpath:guests/wasi_report.wasm",
					"wasm.defaults.wasi.environment.GREETING=hello world",
					"wasm.modules.wasi_report.wasi.environment.EMPTY=",
					"wasm.modules.wasi_report.wasi.arguments=data,7,two words,",
					"wasm.modules.wasi_report.wasi.directories[0].guest=data",
					"wasm.modules.wasi_report.wasi.directories[0].host=" + directory,
					"wasm.modules.wasi_report.wasi.directories[0].read-only=false",
					"wasm.modules.wasi_report.wasi.stdout=discard")
			.run((context) -> {
				WasmModule report = context.getBean("wasi_report", WasmModule.class);
				for (int i = 0; i < 3; i++) {
					assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> report.call("_start"))
						.withMessageContainingAll("wasi_report", "_start", "chicory", "guest exited with code 7")
						.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(7));
				}
				assertThat(directory.resolve("output.txt")).hasSameTextualContentAs(
						Guests.resource("wasi_report").getFile().toPath().resolveSibling("wasi_report.txt"));
			});
	}

	@Test
	void directoryOfGuestShouldBeReadOnlyByDefault(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("input.txt"), "first line\n");
		this.contextRunner
			.withPropertyValues("wasm.modules.wasi_report.location=classpath:guests/wasi_report.wasm",
					"wasm.modules.wasi_report.wasi.arguments=data,0",
					"wasm.modules.wasi_report.wasi.directories[0].guest=data",
					"wasm.modules.wasi_report.wasi.directories[0].host=" + directory)
			.run((context) -> {
				assertThatException().isThrownBy(() -> context.getBean("wasi_report", WasmModule.class).call("_start"));
				assertThat(directory).isDirectoryNotContaining("glob:**output.txt");
			});
	}

	@Test
	void moduleThatImportsWasiWhenDisabledShouldNotLoad() {
		this.contextRunner
			.withPropertyValues("wasm.modules.report.location=classpath:guests/wasi_report.wasm",
					"wasm.modules.report.wasi.enabled=false")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContainingAll("wasi_snapshot_preview1.fd_write",
						"Remove 'wasi.enabled=false' from 'wasm.modules.report' or 'wasm.defaults'"));
	}

	@Test
	void moduleThatImportsWasiWithoutItsLibraryShouldNotLoad() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("com.dylibso.chicory.wasi"))
			.withPropertyValues("wasm.modules.report.location=classpath:guests/wasi_report.wasm")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Add 'com.dylibso.chicory:wasi'"));
	}

	@Test
	void missingDirectoryOfGuestShouldNameTheProperty(@TempDir Path directory) {
		this.contextRunner
			.withPropertyValues("wasm.modules.report.location=classpath:guests/wasi_report.wasm",
					"wasm.modules.report.wasi.directories[0].guest=/data",
					"wasm.modules.report.wasi.directories[0].host=" + directory.resolve("missing"))
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.cause()
				.hasMessageContainingAll("Module 'report'", "missing",
						"Correct 'wasm.modules.report.wasi.directories'"));
	}

	@Test
	void relativeDirectoryOfGuestShouldNotBeTakenFromTheClassPath() {
		assertThat(new ClassPathResource("guests").exists()).isTrue();
		this.contextRunner
			.withPropertyValues("wasm.modules.report.location=classpath:guests/wasi_report.wasm",
					"wasm.modules.report.wasi.directories[0].guest=data",
					"wasm.modules.report.wasi.directories[0].host=guests")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(Path.of("guests").toAbsolutePath().toString()));
	}

	@Test
	void fileWithLocationUnderAnotherNameShouldNotBeScannedAgain(@TempDir Path directory) throws IOException {
		Path file = Files.write(directory.resolve("text.wasm"), Guests.bytes("numbers"));
		this.contextRunner
			.withPropertyValues("wasm.locations=file:" + directory + "/*.wasm",
					"wasm.modules.mine.location=file:" + file)
			.run((context) -> assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("mine"));
	}

	@Test
	void emptyPropertiesShouldCountAsNotSet() {
		this.contextRunner
			.withPropertyValues("wasm.backend=", "wasm.defaults.backend=",
					"wasm.locations=classpath*:/guests/numbers.wasm", "wasm.modules.numbers.location=",
					"wasm.modules.numbers.abi.allocator=")
			.run((context) -> assertThat(context.getBean("numbers", WasmModule.class).getBackend())
				.isEqualTo("chicory"));
	}

	@Test
	void childContextShouldHaveItsOwnModules() {
		this.contextRunner.withPropertyValues("wasm.modules.a.location=classpath:guests/numbers.wasm")
			.run((parent) -> this.contextRunner.withParent(parent)
				.withPropertyValues("wasm.modules.b.location=classpath:guests/traps.wasm")
				.run((child) -> {
					assertThat(child.getBean("b", WasmModule.class).call("ok")).isEqualTo(42);
					assertThat(child.getBean("a", WasmModule.class).call("add", 1, 2)).isEqualTo(3);
					assertThat(child.getBean(WasmModules.class)).isNotSameAs(parent.getBean(WasmModules.class));
					assertThat(child.getBean(WasmModules.class).getNames()).contains("b");
					assertThat(parent.getBean(WasmModules.class).getNames()).containsExactly("a");
				}));
	}

	@Test
	void modulesShouldBeWrittenAheadOfTime(@TempDir Path directory) throws Exception {
		GeneratedSources sources = new GeneratedSources(directory);
		ClassName initializer;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			addNumbers(context);
			context.register(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class, QualifiedModule.class);
			RuntimeHints hints = new RuntimeHints();
			initializer = sources.write(context, hints, getClass());
			assertThat(RuntimeHintsPredicates.reflection().onType(JsonMapper.class)).accepts(hints);
		}
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			addNumbers(context);
			sources.initialize(context, initializer);
			context.refresh();
			WasmModule numbers = context.getBean("numbers", WasmModule.class);
			assertThat(numbers.call("add", 1, 2)).isEqualTo(3);
			assertThat(context.getBean(QualifiedModule.class).module).isSameAs(numbers);
			context.getBeanFactory().destroyBean("numbers", numbers);
			assertThat(numbers.call("add", 1, 2)).isEqualTo(3);
		}
	}

	private static void addNumbers(GenericApplicationContext context) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("wasm.modules.numbers.location", "classpath:guests/numbers.wasm")));
	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedModule {

		@Autowired
		@Qualifier("numbers")
		WasmModule module;

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedModules {

		@Autowired
		WasmModule numbers;

		@Autowired
		@Qualifier("tricks")
		WasmModule other;

	}

	@Configuration(proxyBeanMethods = false)
	static class RecordingBackendConfiguration {

		@Bean
		RecordingBackend recordingBackend() {
			return new RecordingBackend("recording");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HostConfiguration {

		@Bean
		Environment environmentHost(WasmModule imports) {
			return new Environment(imports);
		}

		@Bean
		HostFunctions math() {
			return HostFunctions.of("math").function("pow", "(f64, f64) -> f64", (caller, arguments) -> {
				double power = Math.pow(Double.longBitsToDouble(arguments[0]), Double.longBitsToDouble(arguments[1]));
				return new long[] { Double.doubleToRawLongBits(power) };
			}).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedHostConfiguration {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Starting starting() {
			return new Starting();
		}

	}

	@WasmHost
	static class Starting {

		@WasmHostFunction
		void started(String message) {
			assertThat(message).isEqualTo("ready");
		}

	}

	@WasmHost("env")
	static class Environment {

		private final WasmModule imports;

		private final List<String> messages = new ArrayList<>();

		Environment(WasmModule imports) {
			this.imports = imports;
		}

		@WasmHostFunction
		void log(String message) {
			this.messages.add(message);
		}

		@WasmHostFunction
		long now() {
			return 42;
		}

	}

	static final class RecordingBackend implements WasmBackend {

		private final String id;

		private final WasmBackend delegate = ChicoryBackend.interpreted();

		private String loaded = "";

		RecordingBackend(String id) {
			this.id = id;
		}

		@Override
		public String getId() {
			return this.id;
		}

		@Override
		public BackendModule load(WasmBinary binary) {
			this.loaded = binary.getName();
			return this.delegate.load(binary);
		}

	}

}
