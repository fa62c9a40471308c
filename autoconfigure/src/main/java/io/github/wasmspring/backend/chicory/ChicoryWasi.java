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

package io.github.wasmspring.backend.chicory;

import org.springframework.util.Assert;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.wasi.DescriptorBudget;
import io.github.wasmspring.wasi.Sandbox;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * WASI preview 1 by Chicory, with files of our own. It serves the instances of other
 * backends, too.
 *
 * @since 0.1.0
 */
public final class ChicoryWasi implements WasiProvider {

	private final DescriptorBudget budget;

	/**
	 * Create a new instance whose guests may have half of the process' descriptors open.
	 */
	public ChicoryWasi() {
		this(DescriptorBudget.ofProcess());
	}

	/**
	 * Create a new instance.
	 * @param budget descriptors that all guests together may keep open
	 */
	public ChicoryWasi(DescriptorBudget budget) {
		Assert.notNull(budget, "'budget' must not be null");
		this.budget = budget;
	}

	@Override
	public WasiContexts open(String module, WasiSettings settings) {
		Assert.hasText(module, "'module' must not be empty");
		Assert.notNull(settings, "'settings' must not be null");
		return open(module, settings, WasmErrorContext.of(module, null), ModuleLog.of(module));
	}

	@Override
	public WasiContexts open(WasmModule module, WasiSettings settings) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		return open(module.getName(), settings, WasmErrorContext.of(module), ModuleLog.of(module));
	}

	private WasiContexts open(String module, WasiSettings settings, WasmErrorContext context, ModuleLog log) {
		return new ChicoryWasiContexts(module, settings, context, log,
				Sandbox.open(settings.directories(), this.budget));
	}

}
