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

/**
 * Configuration properties of the memory that all modules share.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("wasm")
public class MemoryProperties {

	/**
	 * Linear memory on the heap that all instances of all modules may take together.
	 */
	private @Nullable DataSize maxTotalMemory;

	public @Nullable DataSize getMaxTotalMemory() {
		return this.maxTotalMemory;
	}

	public void setMaxTotalMemory(@Nullable DataSize maxTotalMemory) {
		this.maxTotalMemory = maxTotalMemory;
	}

}
