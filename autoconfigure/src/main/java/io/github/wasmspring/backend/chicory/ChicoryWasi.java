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

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * WASI preview 1 by Chicory. It serves the instances of other backends, too.
 *
 * @since 0.1.0
 */
public final class ChicoryWasi implements WasiProvider {

	@Override
	public WasiContext open(String module, WasiSettings settings) {
		Assert.hasText(module, "'module' must not be empty");
		Assert.notNull(settings, "'settings' must not be null");
		return new ChicoryWasiContext(module, settings, WasmErrorContext.of(module, null));
	}

	@Override
	public WasiContext open(WasmModule module, WasiSettings settings) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		return new ChicoryWasiContext(module.getName(), settings, WasmErrorContext.of(module));
	}

}
