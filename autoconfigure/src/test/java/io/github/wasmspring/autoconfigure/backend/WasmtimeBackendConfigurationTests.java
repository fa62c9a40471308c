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

package io.github.wasmspring.autoconfigure.backend;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.kawamuray.wasmtime.NativeLibraryLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.ForkedJvm;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmtimeBackendConfiguration}.
 */
class WasmtimeBackendConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class));

	@Test
	void withLibraryShouldProvideBackend() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(WasmtimeBackend.class));
	}

	@Test
	void withoutLibraryShouldProvideNothing() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.github.kawamuray.wasmtime"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WasmtimeProperties.class)
				.doesNotHaveBean("wasmtimeWasmBackend"));
	}

	@Test
	void withBackendOfTheSameIdShouldUseThatOne() {
		this.contextRunner.withUserConfiguration(OwnBackend.class).run((context) -> {
			WasmBackend backend = context.getBean(WasmBackends.class).getBackend("wasmtime", "test");
			assertThat(backend.load(WasmBinary.of("test", Guests.bytes("numbers"))).getClass().getPackageName())
				.endsWith(".chicory");
		});
	}

	@Test
	void settingsShouldHaveDefaults() {
		assertThat(settings(new WasmtimeProperties())).isEqualTo(WasmtimeSettings.DEFAULTS);
	}

	@Test
	void settingsShouldTakeProperties() {
		WasmtimeProperties properties = new WasmtimeProperties();
		properties.setDedicatedThreads(true);
		properties.setMaxHostCalls(7);
		properties.setMaxTotalMemory(DataSize.ofMegabytes(512));
		properties.setLibraryDirectory("/srv/library");
		assertThat(settings(properties)).isEqualTo(new WasmtimeSettings(true, 7, 512L << 20, Path.of("/srv/library")));
	}

	@Test
	void whenNoModuleUsesTheBackendShouldLoadNothingNative(@TempDir Path directory) throws Exception {
		assertThat(ForkedJvm.run(directory, Application.class, "chicory")).contains("sum: 3, loaded: false");
	}

	@Test
	void whenModuleUsesTheBackendShouldLoadTheLibrary(@TempDir Path directory) throws Exception {
		assertThat(ForkedJvm.run(directory, Application.class, "wasmtime")).contains("sum: 3, loaded: true")
			.containsOnlyOnce("gets no security fixes");
		assertThat(list(directory)).anySatisfy((path) -> assertThat(path).contains("/tmp/cache/").endsWith(".artifact"))
			.anySatisfy((path) -> assertThat(path).endsWith("/tmp/cache/key"))
			.anySatisfy((path) -> assertThat(path).contains("/tmp/library/"))
			.noneSatisfy((path) -> assertThat(path).contains("/tmp/wasmtime"));
	}

	@Test
	void whenThereIsASecretShouldSignWithIt(@TempDir Path directory) throws Exception {
		assertThat(ForkedJvm.run(directory, Application.class, "wasmtime", "0123456789abcdef0123456789abcdef"))
			.contains("sum: 3, loaded: true");
		assertThat(list(directory)).anySatisfy((path) -> assertThat(path).endsWith(".artifact"))
			.noneSatisfy((path) -> assertThat(path).endsWith("/tmp/cache/key"));
	}

	private static List<String> list(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.map((path) -> path.toString().replace('\\', '/')).toList();
		}
	}

	private static WasmtimeSettings settings(WasmtimeProperties properties) {
		return new PropertiesWasmtimeSettings(properties).get();
	}

	/**
	 * Runs a module on a backend.
	 */
	public static final class Application {

		private Application() {
		}

		public static void main(String[] arguments) {
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class,
						WasmCacheAutoConfiguration.class, WasmAutoConfiguration.class))
				.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
						"wasm.modules.numbers.backend=" + arguments[0],
						"wasm.cache.secret=" + ((arguments.length > 1) ? arguments[1] : ""),
						"wasm.cache.directory=${java.io.tmpdir}/cache",
						"wasm.wasmtime.library-directory=${java.io.tmpdir}/library")
				.run((context) -> {
					Object sum = context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2);
					Field loaded = NativeLibraryLoader.class.getDeclaredField("loaded");
					ReflectionUtils.makeAccessible(loaded);
					System.out.printf("sum: %s, loaded: %s%n", sum, loaded.get(null));
				});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBackend {

		@Bean
		WasmBackend ownBackend() {
			WasmBackend chicory = ChicoryBackend.compiled();
			return new WasmBackend() {

				@Override
				public String getId() {
					return "wasmtime";
				}

				@Override
				public BackendModule load(WasmBinary binary) {
					return chicory.load(binary);
				}

			};
		}

	}

}
