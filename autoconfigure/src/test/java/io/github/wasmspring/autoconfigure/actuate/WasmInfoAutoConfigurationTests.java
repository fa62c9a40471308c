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

package io.github.wasmspring.autoconfigure.actuate;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.actuate.WasmInfoContributor;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmInfoAutoConfiguration}.
 */
class WasmInfoAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmInfoAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
				"wasm.modules.later.location=classpath:guests/traps.wasm", "wasm.modules.later.startup=lazy");

	private final ApplicationContextRunner enabledRunner = this.contextRunner
		.withPropertyValues("management.info.wasm.enabled=true");

	@Test
	void infoShouldTellBackendsAndModules() {
		this.enabledRunner.run((context) -> {
			Info.Builder info = new Info.Builder();
			context.getBean(WasmInfoContributor.class).contribute(info);
			Map<?, ?> wasm = info.build().get("wasm", Map.class);
			assertThat(wasm.get("backends"))
				.isEqualTo(Map.of("chicory", Map.of("version", "1.7.5"), "chicory-interpreter",
						Map.of("version", "1.7.5"), "wasmtime", Map.of("version", "7.0.1 by wasmtime-java 0.19.0")));
			assertThat(wasm.get("modules")).isEqualTo(Map.of("numbers",
					Map.of("backend", "chicory", "digest",
							context.getBean(WasmModules.class).getModule("numbers").getDigest(), "version", 1L),
					"later", Map.of("backend", "chicory", "version", 0L)));
			assertThat(context.getBean(WasmModuleRegistry.class).getState("later")).isEqualTo(WasmModuleState.IDLE);
		});
	}

	@Test
	void byDefaultShouldBackOff() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(WasmInfoContributor.class));
	}

	@Test
	void whenAllAreEnabledShouldBackOffAsOthersDo() {
		this.contextRunner.withPropertyValues("management.info.defaults.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(WasmInfoContributor.class));
	}

	@Test
	void whenWasmIsDisabledShouldBackOff() {
		this.enabledRunner.withPropertyValues("wasm.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WasmInfoContributor.class));
	}

	@Test
	void withoutActuatorOnTheClassPathShouldBackOff() {
		this.enabledRunner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wasmInfoContributor"));
	}

}
