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

import io.github.wasmspring.WasmModule;

/**
 * {@link io.micrometer.observation.Observation.Context Context} of the observation of a
 * call.
 *
 * @since 0.1.0
 */
public final class WasmCallObservationContext extends Observation.Context {

	private final WasmModule module;

	private final String tag;

	private final String function;

	private boolean ended;

	/**
	 * Create a new context.
	 * @param module the version of the module that is called
	 * @param tag what meters call the module
	 * @param function what meters call the function
	 */
	public WasmCallObservationContext(WasmModule module, String tag, String function) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(tag, "'tag' must not be null");
		Assert.notNull(function, "'function' must not be null");
		this.module = module;
		this.tag = tag;
		this.function = function;
	}

	/**
	 * Return the version of the module that is called.
	 * @return the module
	 */
	public WasmModule getModule() {
		return this.module;
	}

	/**
	 * Return what meters call the module: its name, or the pattern of an interface for
	 * many modules.
	 * @return the name or pattern
	 */
	public String getModuleTag() {
		return this.tag;
	}

	/**
	 * Return the name of the function, or {@code other} for those beyond the first
	 * hundred of a module.
	 * @return the name
	 */
	public String getFunction() {
		return this.function;
	}

	/**
	 * Return how the call ended.
	 * @return the value of the key {@code outcome}, or {@code unknown} until then
	 */
	public String getOutcome() {
		return (this.ended) ? CallOutcome.of(getError()).toString() : "unknown";
	}

	void ended() {
		this.ended = true;
	}

}
