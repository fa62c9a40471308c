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

package io.github.wasmspring.module;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a version is warmed up before it serves.
 *
 * @param function the export to call, or {@code null} if there is none
 * @param calls how often to call it
 * @since 0.1.0
 */
public record WarmUpSettings(@Nullable String function, int calls) {

	/**
	 * Nothing is called.
	 */
	public static final WarmUpSettings DEFAULTS = new WarmUpSettings(null, 1000);

	/**
	 * Create new settings.
	 * @param function the export to call, or {@code null} if there is none
	 * @param calls how often to call it
	 */
	public WarmUpSettings {
		Assert.isTrue(function == null || !function.isBlank(), "'warm-up.function' must not be empty");
		Assert.isTrue(calls >= 0, "'warm-up.calls' must not be negative");
	}

	/**
	 * Return settings with another value.
	 * @param function the export to call, or {@code null} if there is none
	 * @return the changed settings
	 */
	public WarmUpSettings withFunction(@Nullable String function) {
		return new WarmUpSettings(function, this.calls);
	}

	/**
	 * Return settings with another value.
	 * @param calls how often to call it
	 * @return the changed settings
	 */
	public WarmUpSettings withCalls(int calls) {
		return new WarmUpSettings(this.function, calls);
	}

}
