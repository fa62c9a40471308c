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

package io.github.wasmspring.backend.wasmtime;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Settings of the backend {@code wasmtime}.
 *
 * @param dedicatedThreads whether guests run on threads of the backend, whose stacks are
 * large, instead of the threads that call them; host functions run on the calling thread
 * either way
 * @param maxHostCalls how often guests may call host functions during one call from Java:
 * each of them takes memory that is given back when that call returns
 * @param maxTotalMemory the most bytes that the memories of all instances may take
 * together
 * @param libraryDirectory where the native library is unpacked, or {@code null} for the
 * default place
 * @since 0.1.0
 */
public record WasmtimeSettings(boolean dedicatedThreads, int maxHostCalls, long maxTotalMemory,
		@Nullable Path libraryDirectory) {

	/**
	 * Default of {@link #maxHostCalls()}.
	 */
	public static final int DEFAULT_MAX_HOST_CALLS = 1_000_000;

	/**
	 * Default of {@link #maxTotalMemory()}: 1 GB.
	 */
	public static final long DEFAULT_MAX_TOTAL_MEMORY = 1024L * 1024 * 1024;

	/**
	 * The default settings.
	 */
	public static final WasmtimeSettings DEFAULTS = new WasmtimeSettings(false, DEFAULT_MAX_HOST_CALLS,
			DEFAULT_MAX_TOTAL_MEMORY, null);

	/**
	 * Create new settings.
	 */
	public WasmtimeSettings {
		Assert.isTrue(maxHostCalls > 0, "'maxHostCalls' must be positive");
		Assert.isTrue(maxTotalMemory > 0, "'maxTotalMemory' must be positive");
	}

}
