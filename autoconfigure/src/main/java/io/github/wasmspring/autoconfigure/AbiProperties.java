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

package io.github.wasmspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How Java values get into a module and out of it.
 *
 * @since 0.1.0
 */
public class AbiProperties {

	/**
	 * Convention of the module's functions: "auto", "buffers", or the id of another one.
	 */
	private @Nullable String convention;

	/**
	 * Export that allocates memory, instead of the first conventional one.
	 */
	private @Nullable String allocator;

	/**
	 * Export that frees memory, instead of the first conventional one.
	 */
	private @Nullable String deallocator;

	/**
	 * What Extism guests may read.
	 */
	private Map<String, String> config = new LinkedHashMap<>();

	/**
	 * Hosts that Extism guests may ask by HTTP, with * for any characters.
	 */
	private @Nullable List<String> allowedHosts;

	public Map<String, String> getConfig() {
		return this.config;
	}

	public void setConfig(Map<String, String> config) {
		this.config = config;
	}

	public @Nullable List<String> getAllowedHosts() {
		return this.allowedHosts;
	}

	public void setAllowedHosts(@Nullable List<String> allowedHosts) {
		this.allowedHosts = allowedHosts;
	}

	public @Nullable String getConvention() {
		return this.convention;
	}

	public void setConvention(@Nullable String convention) {
		this.convention = convention;
	}

	public @Nullable String getAllocator() {
		return this.allocator;
	}

	public void setAllocator(@Nullable String allocator) {
		this.allocator = allocator;
	}

	public @Nullable String getDeallocator() {
		return this.deallocator;
	}

	public void setDeallocator(@Nullable String deallocator) {
		this.deallocator = deallocator;
	}

}
