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

package io.github.wasmspring.specification;

import org.jspecify.annotations.Nullable;

/**
 * What the commands of one script run on.
 *
 * @param <I> type of an instance
 */
interface SpecificationSession<I> extends AutoCloseable {

	/**
	 * Instantiate a module.
	 */
	I instantiate(byte[] binary);

	/**
	 * Offer the exports of an instance to later modules.
	 */
	void register(String name, I instance);

	long[] invoke(I instance, String function, long[] arguments);

	long get(I instance, String global);

	/**
	 * Validate a binary, and throw if it must not be loaded.
	 */
	void validate(byte[] binary);

	/**
	 * Return the bits of a reference or vector.
	 * @throws UnsupportedCommandException if it cannot be passed
	 */
	default long toRaw(SpecificationValue value) {
		throw new UnsupportedCommandException("takes a value of type " + value.type());
	}

	/**
	 * Return whether a result that is not a number is the expected one.
	 * @throws UnsupportedCommandException if it cannot be passed
	 */
	default boolean accepts(SpecificationValue expected, long raw) {
		throw new UnsupportedCommandException("returns a value of type " + expected.type());
	}

	/**
	 * Return how the specification words a trap, or {@code null} for another failure.
	 */
	@Nullable String trap(Throwable failure);

	/**
	 * Return whether linking failed.
	 */
	boolean isUnlinkable(Throwable failure);

	@Override
	void close();

}
