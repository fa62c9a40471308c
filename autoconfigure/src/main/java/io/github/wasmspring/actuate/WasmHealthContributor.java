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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.util.Assert;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Health of all modules, one entry per module.
 *
 * @since 0.1.0
 */
public final class WasmHealthContributor implements CompositeHealthContributor {

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	private final boolean awaitsLoads;

	/**
	 * Create a health contributor.
	 * @param modules the modules
	 * @param registry knows their state
	 * @param awaitsLoads whether the application is not ready before modules are loaded
	 * in the background with which it starts
	 */
	public WasmHealthContributor(WasmModules modules, WasmModuleRegistry registry, boolean awaitsLoads) {
		Assert.notNull(modules, "'modules' must not be null");
		Assert.notNull(registry, "'registry' must not be null");
		this.modules = modules;
		this.registry = registry;
		this.awaitsLoads = awaitsLoads;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.modules.getNames().contains(name)
				? new WasmModuleHealthIndicator(name, this.registry, this.awaitsLoads) : null;
	}

	@Override
	public Stream<Entry> stream() {
		return this.modules.getNames()
			.stream()
			.map((name) -> new Entry(name, new WasmModuleHealthIndicator(name, this.registry, this.awaitsLoads)));
	}

}
