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

package io.github.wasmspring.binary;

import org.jspecify.annotations.Nullable;

/**
 * Sizes of a memory, in pages of 64 KiB, or of a table, in elements.
 *
 * @param minimum size from the start, as an unsigned number
 * @param maximum largest size, as an unsigned number, or {@code null} if none is declared
 * @param shared whether threads share it
 * @param large whether addresses have 64 bits
 * @since 0.1.0
 */
public record SizeLimits(long minimum, @Nullable Long maximum, boolean shared, boolean large) {

	/**
	 * Return the limits with another maximum.
	 * @param maximum the largest size
	 * @return new limits
	 */
	public SizeLimits withMaximum(long maximum) {
		return new SizeLimits(this.minimum, maximum, this.shared, this.large);
	}

	/**
	 * Return the limits with more from the start, and at most.
	 * @param more how much more
	 * @return new limits
	 */
	public SizeLimits plus(long more) {
		return new SizeLimits(this.minimum + more, (this.maximum != null) ? this.maximum + more : null, this.shared,
				this.large);
	}

	/**
	 * Return whether the specification allows the sizes.
	 * @param largest the largest size that it allows
	 */
	boolean isValid(long largest) {
		if (Long.compareUnsigned(this.minimum, largest) > 0) {
			return false;
		}
		return this.maximum == null || Long.compareUnsigned(this.maximum, this.minimum) >= 0
				&& Long.compareUnsigned(this.maximum, largest) <= 0;
	}

	/**
	 * Return the type of addresses.
	 */
	int addressType() {
		return (this.large) ? ValueTypes.I64 : ValueTypes.I32;
	}

}
