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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What tells whether a module works.
 *
 * @param function the export to call, or {@code null} if there is none
 * @param timeout longest call of it
 * @since 0.1.0
 */
public record ProbeSettings(@Nullable String function, Duration timeout) {

	/**
	 * Nothing is called.
	 */
	public static final ProbeSettings DEFAULTS = new ProbeSettings(null, Duration.ofSeconds(1));

	/**
	 * Create new settings.
	 * @param function the export to call, or {@code null} if there is none
	 * @param timeout longest call of it
	 */
	public ProbeSettings {
		Assert.isTrue(function == null || !function.isBlank(), "'probe.function' must not be empty");
		Assert.isTrue(!timeout.isNegative(), "'probe.timeout' must not be negative");
	}

	/**
	 * Return settings with another value.
	 * @param function the export to call, or {@code null} if there is none
	 * @return the changed settings
	 */
	public ProbeSettings withFunction(@Nullable String function) {
		return new ProbeSettings(function, this.timeout);
	}

	/**
	 * Return settings with another value.
	 * @param timeout longest call of it
	 * @return the changed settings
	 */
	public ProbeSettings withTimeout(Duration timeout) {
		return new ProbeSettings(this.function, timeout);
	}

}
