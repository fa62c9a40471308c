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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;

/**
 * Configuration properties of the backend {@code wasmtime}.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("wasm.wasmtime")
public class WasmtimeProperties {

	/**
	 * Whether guests run on threads of the backend with large stacks, instead of the
	 * threads that call them.
	 */
	private boolean dedicatedThreads;

	/**
	 * Most calls of host functions during one call of a guest.
	 */
	private int maxHostCalls = WasmtimeSettings.DEFAULT_MAX_HOST_CALLS;

	/**
	 * Native linear memory that all instances of all modules may take together.
	 */
	private DataSize maxTotalMemory = DataSize.ofBytes(WasmtimeSettings.DEFAULT_MAX_TOTAL_MEMORY);

	/**
	 * Directory that keeps the native library, which only the application's user may
	 * change.
	 */
	private @Nullable String libraryDirectory;

	public boolean isDedicatedThreads() {
		return this.dedicatedThreads;
	}

	public void setDedicatedThreads(boolean dedicatedThreads) {
		this.dedicatedThreads = dedicatedThreads;
	}

	public int getMaxHostCalls() {
		return this.maxHostCalls;
	}

	public void setMaxHostCalls(int maxHostCalls) {
		this.maxHostCalls = maxHostCalls;
	}

	public DataSize getMaxTotalMemory() {
		return this.maxTotalMemory;
	}

	public void setMaxTotalMemory(DataSize maxTotalMemory) {
		this.maxTotalMemory = maxTotalMemory;
	}

	public @Nullable String getLibraryDirectory() {
		return this.libraryDirectory;
	}

	public void setLibraryDirectory(@Nullable String libraryDirectory) {
		this.libraryDirectory = libraryDirectory;
	}

}
