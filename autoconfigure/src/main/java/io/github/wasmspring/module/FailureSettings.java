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

import org.springframework.util.Assert;

/**
 * When a module is suspended because its guest fails.
 *
 * @param threshold traps and timeouts in a row after which the module is suspended, 0 for
 * never
 * @param backoff how long it is suspended the first time, doubling each time
 * @param maxBackoff longest time that it is suspended
 * @since 0.1.0
 */
public record FailureSettings(int threshold, Duration backoff, Duration maxBackoff) {

	/**
	 * No module is suspended because it fails.
	 */
	public static final FailureSettings DEFAULTS = new FailureSettings(0, Duration.ofSeconds(1), Duration.ofMinutes(5));

	/**
	 * Create new settings.
	 * @param threshold traps and timeouts in a row after which the module is suspended, 0
	 * for never
	 * @param backoff how long it is suspended the first time, doubling each time
	 * @param maxBackoff longest time that it is suspended
	 */
	public FailureSettings {
		Assert.isTrue(threshold >= 0, "'failures.threshold' must not be negative");
		Assert.isTrue(!backoff.isNegative(), "'failures.backoff' must not be negative");
		Assert.isTrue(!maxBackoff.isNegative(), "'failures.max-backoff' must not be negative");
	}

	/**
	 * Return settings with another value.
	 * @param threshold traps and timeouts in a row after which the module is suspended, 0
	 * for never
	 * @return the changed settings
	 */
	public FailureSettings withThreshold(int threshold) {
		return new FailureSettings(threshold, this.backoff, this.maxBackoff);
	}

	/**
	 * Return settings with another value.
	 * @param backoff how long it is suspended the first time, doubling each time
	 * @return the changed settings
	 */
	public FailureSettings withBackoff(Duration backoff) {
		return new FailureSettings(this.threshold, backoff, this.maxBackoff);
	}

	/**
	 * Return settings with another value.
	 * @param maxBackoff longest time that it is suspended
	 * @return the changed settings
	 */
	public FailureSettings withMaxBackoff(Duration maxBackoff) {
		return new FailureSettings(this.threshold, this.backoff, maxBackoff);
	}

}
