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

package io.github.wasmspring;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How Java values get into a module and out of it.
 *
 * @param convention id of the convention, or {@code null} to recognize it by what the
 * module imports and exports
 * @param allocator name of the export that allocates, or {@code null} to look for a
 * conventional one
 * @param deallocator name of the export that frees, or {@code null} to look for a
 * conventional one
 * @param config what guests may read that have a convention for it
 * @param allowedHosts hosts that such guests may ask by HTTP, with {@code *} for any
 * characters
 * @since 0.1.0
 */
public record AbiSettings(@Nullable String convention, @Nullable String allocator, @Nullable String deallocator,
		Map<String, String> config, List<String> allowedHosts) {

	/**
	 * Everything is found by what the module imports and exports.
	 */
	public static final AbiSettings DETECTED = new AbiSettings(null, null, null, Map.of(), List.of());

	/**
	 * Id that stands for the convention that is recognized.
	 */
	public static final String AUTO = "auto";

	/**
	 * Create new settings.
	 * @param convention id of the convention, {@code null} or {@value #AUTO} to recognize
	 * it
	 * @param allocator name of the export that allocates, or {@code null}
	 * @param deallocator name of the export that frees, or {@code null}
	 * @param config what guests may read
	 * @param allowedHosts hosts that guests may ask by HTTP
	 */
	public AbiSettings {
		convention = (AUTO.equals(convention)) ? null : convention;
		config = Map.copyOf(config);
		allowedHosts = List.copyOf(allowedHosts);
	}

	/**
	 * Create new settings without any for guests.
	 * @param convention id of the convention, or {@code null} to recognize it
	 * @param allocator name of the export that allocates, or {@code null}
	 * @param deallocator name of the export that frees, or {@code null}
	 */
	public AbiSettings(@Nullable String convention, @Nullable String allocator, @Nullable String deallocator) {
		this(convention, allocator, deallocator, Map.of(), List.of());
	}

	/**
	 * Return these settings with another convention.
	 * @param convention id of the convention, or {@code null} to recognize it
	 * @return the changed settings
	 */
	public AbiSettings withConvention(@Nullable String convention) {
		return new AbiSettings(convention, this.allocator, this.deallocator, this.config, this.allowedHosts);
	}

	/**
	 * Return these settings with another allocator.
	 * @param allocator name of the export that allocates, or {@code null}
	 * @return the changed settings
	 */
	public AbiSettings withAllocator(@Nullable String allocator) {
		return new AbiSettings(this.convention, allocator, this.deallocator, this.config, this.allowedHosts);
	}

	/**
	 * Return these settings with another deallocator.
	 * @param deallocator name of the export that frees, or {@code null}
	 * @return the changed settings
	 */
	public AbiSettings withDeallocator(@Nullable String deallocator) {
		return new AbiSettings(this.convention, this.allocator, deallocator, this.config, this.allowedHosts);
	}

	/**
	 * Return these settings with something else that guests may read.
	 * @param config values by their keys
	 * @return the changed settings
	 */
	public AbiSettings withConfig(Map<String, String> config) {
		return new AbiSettings(this.convention, this.allocator, this.deallocator, config, this.allowedHosts);
	}

	/**
	 * Return these settings with other hosts that guests may ask.
	 * @param allowedHosts the hosts
	 * @return the changed settings
	 */
	public AbiSettings withAllowedHosts(List<String> allowedHosts) {
		return new AbiSettings(this.convention, this.allocator, this.deallocator, this.config, allowedHosts);
	}

}
