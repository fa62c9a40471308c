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

package io.github.wasmspring.docs.modules;

import java.time.Duration;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.module.FailureSettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

// tag::component[]
@Component
class DiscountVersions {

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	DiscountVersions(WasmModules modules, WasmModuleRegistry registry) {
		this.modules = modules;
		this.registry = registry;
	}

	/**
	 * Take what a tenant has uploaded. The first version serves, others wait.
	 */
	void upload(String tenant, byte[] binary) {
		WasmModuleDefinition rule = rule(tenant, binary);
		WasmValidation validation = this.registry.validate(rule);
		if (!validation.isValid()) {
			throw new IllegalArgumentException(validation.problem());
		}
		if (this.modules.getNames().contains(rule.name())) {
			this.registry.stageModule(rule);
		}
		else {
			this.registry.registerModule(rule);
		}
	}

	void activate(String tenant) {
		this.registry.promoteModule("discount-" + tenant);
	}

	void undo(String tenant) {
		this.registry.rollbackModule("discount-" + tenant);
	}

	void leave(String tenant) {
		this.registry.removeModule("discount-" + tenant);
	}

	private static WasmModuleDefinition rule(String tenant, byte[] binary) {
		return WasmModuleDefinition.of("discount-" + tenant, new ByteArrayResource(binary))
			.withTimeout(Duration.ofMillis(500))
			.withFailures(FailureSettings.DEFAULTS.withThreshold(5));
	}

}
// end::component[]
