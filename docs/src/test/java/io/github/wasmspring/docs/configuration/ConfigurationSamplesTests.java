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

package io.github.wasmspring.docs.configuration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.WasmModuleProperties;
import io.github.wasmspring.autoconfigure.WasmProperties;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration that the pages show.
 */
class ConfigurationSamplesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class));

	@Test
	void moduleShouldOverrideDefaults() {
		runner("overrides").withPropertyValues("wasm.modules.pricing.location=classpath:guests/pricing.wasm")
			.run((context) -> {
				WasmProperties properties = context.getBean(WasmProperties.class);
				WasmModuleProperties pricing = properties.getModules().get("pricing");
				assertThat(properties.getDefaults().getMaxMemory()).isEqualTo(DataSize.ofMegabytes(16));
				assertThat(pricing.getMaxMemory()).isEqualTo(DataSize.ofMegabytes(64));
				assertThat(pricing.getInstances().getMode()).isEqualTo(InstanceMode.PER_CALL);
				assertThat(pageLimit(context.getBean("pricing", WasmModule.class))).isEqualTo(64 * 16);
				assertThat(pageLimit(context.getBean("text", WasmModule.class))).isEqualTo(16 * 16);
			});
	}

	private static int pageLimit(WasmModule module) {
		try (WasmInstance instance = module.instantiate()) {
			int pages = 0;
			while (instance.memory().grow(1) != -1) {
				pages = instance.memory().pages();
			}
			return pages;
		}
	}

	@Test
	void locationsShouldBeScanned() {
		runner("locations")
			.run((context) -> assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("text"));
	}

	@Test
	void moduleShouldBeDownloadedAndVerified() throws IOException {
		byte[] bytes = new ClassPathResource("guests/text.wasm").getContentAsByteArray();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		server.start();
		try {
			// Only the server is another one than in the sample
			runner("location")
				.withPropertyValues("wasm.modules.text.location=http://localhost:%d/text-1.4.0.wasm"
					.formatted(server.getAddress().getPort()))
				.run((context) -> {
					WasmProperties.NamedModule text = context.getBean(WasmProperties.class).getModules().get("text");
					assertThat(context.getBean("text", WasmModule.class).getDigest()).isEqualTo(text.getSha256());
				});
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void headersShouldBeSetAndPlaceholdersBeResolved() {
		runner("headers")
			.withPropertyValues("plugins.token=abc", "plugins.user=john", "plugins.password=xyz", "wasm.enabled=false")
			.run((context) -> {
				Binder binder = Binder.get(context.getEnvironment());
				Map<String, WasmProperties.NamedModule> modules = binder
					.bind("wasm.modules", Bindable.mapOf(String.class, WasmProperties.NamedModule.class))
					.get();
				assertThat(modules.get("text").getHeaders()).containsEntry("Authorization", "Bearer abc");
				assertThat(modules.get("rules").getLocation())
					.isEqualTo("https://john:xyz@plugins.example.com/rules.wasm");
			});
	}

	@Test
	void moduleShouldChooseItsBackend() {
		runner("backends").withPropertyValues("wasm.modules.pricing.location=classpath:guests/pricing.wasm")
			.run((context) -> {
				assertThat(context.getBean("text", WasmModule.class).getBackend()).isEqualTo("chicory");
				assertThat(context.getBean("pricing", WasmModule.class).getBackend()).isEqualTo("chicory-interpreter");
			});
	}

	@Test
	void allocatorShouldBeNamed() {
		runner("allocator").withPropertyValues("wasm.modules.legacy.location=classpath:mistakes/abi_custom.wasm")
			.run((context) -> {
				WasmPluginFactory factory = context.getBean(WasmPluginFactory.class);
				assertThat(factory.create(Legacy.class, context.getBean(WasmModules.class)).echo("Wörld"))
					.isEqualTo("Wörld");
			});
	}

	@Test
	void nameWithDotsShouldStandInBrackets() {
		runner("dots").withPropertyValues("wasm.locations=classpath:/mistakes/rules-1.2.0.wasm").run((context) -> {
			assertThat(context.getBean(WasmProperties.class).getModules()).containsOnlyKeys("rules-1.2.0");
			assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("rules-1.2.0");
		});
	}

	@Test
	void packagesShouldBeConfigured() {
		runner("packages")
			.run((context) -> assertThat(context.getBean(WasmProperties.class).getPlugins().getBasePackages())
				.containsExactly("com.example.plugins", "com.example.rules"));
	}

	@Test
	void registrarShouldAddModule(@TempDir Path directory) throws IOException {
		Files.write(directory.resolve("rules.wasm"),
				new ClassPathResource("guests/arithmetic.wasm").getContentAsByteArray());
		this.contextRunner.withUserConfiguration(RulesConfiguration.class, RulesPlugin.class)
			.withPropertyValues("rules.directory=" + directory)
			.run((context) -> {
				assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("rules", "text");
				assertThat(context.getBeanNamesForType(WasmModule.class)).containsExactly("text");
				assertThat(context.getBean(Rules.class).add(2, 3)).isEqualTo(5);
			});
	}

	private ApplicationContextRunner runner(String file) {
		return this.contextRunner
			.withPropertyValues("spring.config.location=classpath:configuration/%s.yaml".formatted(file));
	}

	@ImportWasmPlugins(Rules.class)
	static class RulesPlugin {

	}

	@WasmPlugin("rules")
	interface Rules {

		@WasmFunction
		int add(int a, int b);

	}

	@WasmPlugin("legacy")
	interface Legacy {

		@WasmFunction
		String echo(String text);

	}

}
