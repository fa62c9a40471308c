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

package io.github.wasmspring.actuate;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Health of one module: up while it can be called.
 */
final class WasmModuleHealthIndicator extends AbstractHealthIndicator {

	private final WasmModule module;

	private final WasmModuleRegistry registry;

	WasmModuleHealthIndicator(WasmModule module, WasmModuleRegistry registry) {
		super("WebAssembly module health check failed");
		this.module = module;
		this.registry = registry;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		WasmModuleState state = this.module.getState();
		if (state == WasmModuleState.READY) {
			builder.up();
		}
		else {
			builder.down();
		}
		builder.withDetail("backend", this.module.getBackend())
			.withDetail("digest", this.module.getDigest())
			.withDetail("state", state);
	}

}
