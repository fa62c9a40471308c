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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownProperties} and {@link KnownProperties}.
 */
class UnknownPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
		.withPropertyValues("wasm.backend=chicory-interpreter",
				"wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	@ParameterizedTest
	@CsvSource({ "wasm.bakend, wasm.backend", "wasm.default.timeout, wasm.defaults.timeout",
			"wasm.timeout, wasm.defaults.timeout", "wasm.max-memory, wasm.defaults.max-memory",
			"wasm.location, wasm.locations", "wasm.enable, wasm.enabled", "wasm.virtual-thread, wasm.virtual-threads",
			"wasm.total-memory, wasm.max-total-memory", "wasm.total-max-memory, wasm.max-total-memory",
			"wasm.downloads-timeout, wasm.download-timeout", "wasm.ignoreunknowns, wasm.ignore-unknown",
			"wasm.plugin.base-packages, wasm.plugins.base-packages",
			"wasm.plugins.packages, wasm.plugins.base-packages", "wasm.cache.dir, wasm.cache.directory",
			"wasm.cache.enable, wasm.cache.enabled", "wasm.cache.secrets, wasm.cache.secret",
			"wasm.caches.secret, wasm.cache.secret", "wasm.cache.artifact-cache, wasm.cache.artifacts-cache",
			"wasm.cache.directory-max-size, wasm.cache.max-directory-size",
			"wasm.wasm-time.max-host-call, wasm.wasmtime.max-host-calls",
			"wasm.wasmtime.dedicated-thread, wasm.wasmtime.dedicated-threads",
			"wasm.module.numbers.timeout, wasm.modules.numbers.timeout",
			"wasm.numbers.location, wasm.modules.numbers.location",
			"wasm.modules.numbers.time-out2, wasm.modules.numbers.timeout",
			"wasm.modules.numbers.locations, wasm.modules.numbers.location",
			"wasm.modules.numbers.sha-265, wasm.modules.numbers.sha256",
			"wasm.modules.numbers.memory, wasm.modules.numbers.max-memory",
			"wasm.modules.numbers.memory-max, wasm.modules.numbers.max-memory",
			"wasm.modules.numbers.bakcend, wasm.modules.numbers.backend",
			"wasm.modules.numbers.instance.max, wasm.modules.numbers.instances.max",
			"wasm.modules.numbers.max-instances, wasm.modules.numbers.instances.max",
			"wasm.modules.numbers.instances.maxx, wasm.modules.numbers.instances.max",
			"wasm.modules.numbers.instances.wait-max, wasm.modules.numbers.instances.max-wait",
			"wasm.modules.numbers.instances.moode, wasm.modules.numbers.instances.mode",
			"wasm.modules.numbers.failure.threshold, wasm.modules.numbers.failures.threshold",
			"wasm.modules.numbers.failures.treshold, wasm.modules.numbers.failures.threshold",
			"wasm.modules.numbers.warmup.call, wasm.modules.numbers.warm-up.calls",
			"wasm.modules.numbers.wasi.args, wasm.modules.numbers.wasi.arguments",
			"wasm.modules.numbers.wasi.stdot, wasm.modules.numbers.wasi.stdout",
			"wasm.modules.numbers.abi.alocator, wasm.modules.numbers.abi.allocator",
			"wasm.modules.numbers.limits.function, wasm.modules.numbers.limits.functions" })
	void typoShouldStopTheStartAndNameTheRightOne(String typo, String right) {
		this.runner.withPropertyValues(typo + "=1").run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("'" + typo + "'");
			assertThat(analysis.getAction()).contains("Write '" + right + "' instead of '" + typo + "'")
				.contains("'wasm.ignore-unknown=true'");
		});
	}

	@Test
	void typoInAnElementOfAListShouldBeFound() {
		this.runner
			.withPropertyValues("wasm.modules.numbers.wasi.directories[0].guest=/",
					"wasm.modules.numbers.wasi.directories[0].readonli=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'wasm.modules.numbers.wasi.directories[0].readonli'")
				.hasMessageNotContaining("guest"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "wasm.cache.maxMemory=1MB", "wasm.defaults.wasi.environment.any.thing=1",
			"wasm.modules.numbers.headers.X-Any=1", "wasm.modules.numbers.wasi.arguments[0]=a",
			"wasm.modules.numbers.wasi.arguments=a,b", "wasm.modules[any.name].location=classpath:guests/traps.wasm",
			"wasm.modules[7].location=classpath:guests/traps.wasm", "wasm.locations[0]=classpath*:/none/*.wasm",
			"wasm.defaults.max_memory=1MB", "wasm.wasmtime.max-host-calls=5" })
	void knownPropertyShouldPass(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void unknownPropertyShouldPassWhereThatIsAllowed() {
		this.runner.withPropertyValues("wasm.bakend=wasmtime", "wasm.ignore-unknown=true")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void variablesOfAKubernetesServiceShouldPass() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("pod",
						Map.of("WASM_PORT", "tcp://10.0.0.1:80", "WASM_SERVICE_HOST", "10.0.0.1",
								"WASM_CACHE_PORT_80_TCP_ADDR", "10.0.0.1", "WASM_CACHE_SERVICE_PORT", "80",
								"WASM_PLUGINS", "/x", "WASM_MODULES_SERVICE_HOST", "10.0.0.1", "WASM_MODULES_PORT",
								"tcp://10.0.0.1:80", "WASM_MODULES_PORT_80_TCP", "tcp://10.0.0.1:80"))))
			.run((context) -> assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("numbers"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "WASM", "WASM_MODULES", "WASM_DEFAULTS", "WASM_CACHE", "WASM_WASMTIME",
			"WASM_MODULES_NUMBERS", "WASM_MODULES_NUMBERS_WASI", "WASM_DEFAULTS_LIMITS" })
	void variableWithTheNameOfAGroupShouldPass(String variable) {
		this.runner.withConfiguration(AutoConfigurations.of(WasmCacheAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new SystemEnvironmentPropertySource("systemEnvironment-test", Map.of(variable, "/opt/x"))))
			.run((context) -> assertThat(context.getBean(WasmModules.class).getNames()).containsExactly("numbers"));
	}

}
