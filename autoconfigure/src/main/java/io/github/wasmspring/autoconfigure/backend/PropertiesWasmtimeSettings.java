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

import java.nio.file.Path;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;

/**
 * Adapts properties to {@link WasmtimeSettings}.
 */
class PropertiesWasmtimeSettings implements Supplier<WasmtimeSettings> {

	private final WasmtimeProperties properties;

	PropertiesWasmtimeSettings(WasmtimeProperties properties) {
		this.properties = properties;
	}

	@Override
	public WasmtimeSettings get() {
		int maxHostCalls = this.properties.getMaxHostCalls();
		if (maxHostCalls <= 0) {
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, "wasmtime"),
					"'wasm.wasmtime.max-host-calls' is %d".formatted(maxHostCalls), "Set it to 1 or more.", null);
		}
		MemoryBudget memory = MemoryBudgets.of(this.properties.getMaxTotalMemory(),
				WasmSetting.WASMTIME_MAX_TOTAL_MEMORY);
		return new WasmtimeSettings(this.properties.isDedicatedThreads(), maxHostCalls, memory.getMax(),
				path(this.properties.getLibraryDirectory()));
	}

	private static @Nullable Path path(@Nullable String directory) {
		return StringUtils.hasText(directory) ? Path.of(directory.strip()) : null;
	}

}
