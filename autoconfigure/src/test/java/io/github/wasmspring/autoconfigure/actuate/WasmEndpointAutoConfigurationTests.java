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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.actuate.WasmEndpoint;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasmEndpointAutoConfiguration}.
 */
class WasmEndpointAutoConfigurationTests {

	private final List<AuditApplicationEvent> audit = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmEndpointAutoConfiguration.class))
		.withInitializer((context) -> context
			.addApplicationListener((ApplicationListener<AuditApplicationEvent>) this.audit::add))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
				"management.endpoints.web.exposure.include=wasm");

	@Test
	void endpointShouldListAndShow() {
		this.contextRunner.run((context) -> {
			WasmEndpoint endpoint = context.getBean(WasmEndpoint.class);
			assertThat(endpoint.modules().get("modules")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("numbers");
			assertThat(endpoint.module("missing")).isNull();
			assertThat(endpoint.module("numbers")).containsEntry("backend", "chicory")
				.containsEntry("version", 1L)
				.containsEntry("state", WasmModuleState.READY)
				.containsKeys("digest", "instances", "exports", "imports", "memory", "code", "load");
		});
	}

	@Test
	void endpointShouldActAndTellWho() {
		this.contextRunner.run((context) -> {
			WasmEndpoint endpoint = context.getBean(WasmEndpoint.class);
			WasmModule module = context.getBean("numbers", WasmModule.class);
			assertThat(endpoint.act("numbers", "suspend")).containsEntry("state", WasmModuleState.SUSPENDED);
			endpoint.act("numbers", "resume");
			endpoint.act("numbers", null);
			assertThat(module.getVersion()).isEqualTo(2);
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.act("numbers", "promote"))
				.withMessageContaining("staged");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.act("numbers", "remove"));
			assertThat(this.audit).hasSize(5);
			assertThat(this.audit.get(2).getAuditEvent().getData()).containsAllEntriesOf(
					Map.of("module", "numbers", "action", "reload", "digest", module.getDigest(), "successful", true));
		});
	}

	@Test
	void whenNotExposedShouldBackOff() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(WasmEndpoint.class));
	}

	@Test
	void withoutActuatorShouldBackOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(AuditEvent.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wasmEndpoint"));
	}

}
