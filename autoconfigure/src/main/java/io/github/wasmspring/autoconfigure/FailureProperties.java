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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a module is suspended because its guest fails.
 *
 * @since 0.1.0
 */
public class FailureProperties {

	/**
	 * Traps and timeouts in a row after which the module is suspended, or 0 for never.
	 */
	private @Nullable Integer threshold;

	/**
	 * How long it is suspended the first time; the time doubles each time.
	 */
	private @Nullable Duration backoff;

	/**
	 * Longest time that it is suspended.
	 */
	private @Nullable Duration maxBackoff;

	public @Nullable Integer getThreshold() {
		return this.threshold;
	}

	public void setThreshold(@Nullable Integer threshold) {
		this.threshold = threshold;
	}

	public @Nullable Duration getBackoff() {
		return this.backoff;
	}

	public void setBackoff(@Nullable Duration backoff) {
		this.backoff = backoff;
	}

	public @Nullable Duration getMaxBackoff() {
		return this.maxBackoff;
	}

	public void setMaxBackoff(@Nullable Duration maxBackoff) {
		this.maxBackoff = maxBackoff;
	}

}
