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

package io.github.wasmspring.micrometer;

import io.micrometer.observation.Observation;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmImport;

/**
 * {@link io.micrometer.observation.Observation.Context Context} of the observation of a
 * call of a function that the application offers to guests.
 *
 * @since 0.1.0
 */
public final class WasmHostCallObservationContext extends Observation.Context {

	private final String tag;

	private final WasmImport imported;

	private boolean ended;

	/**
	 * Create a new context.
	 * @param tag what meters call the module whose guest calls
	 * @param imported what the guest imports
	 */
	public WasmHostCallObservationContext(String tag, WasmImport imported) {
		Assert.notNull(tag, "'tag' must not be null");
		Assert.notNull(imported, "'imported' must not be null");
		this.tag = tag;
		this.imported = imported;
	}

	/**
	 * Return what meters call the module whose guest calls.
	 * @return the name of the module, or the pattern of an interface for many
	 */
	public String getModuleTag() {
		return this.tag;
	}

	/**
	 * Return what the guest imports.
	 * @return the import
	 */
	public WasmImport getImport() {
		return this.imported;
	}

	/**
	 * Return how the call ended.
	 * @return {@code success}, {@code error}, or {@code unknown} until then
	 */
	public String getOutcome() {
		if (!this.ended) {
			return "unknown";
		}
		return (getError() != null) ? "error" : "success";
	}

	void ended() {
		this.ended = true;
	}

}
