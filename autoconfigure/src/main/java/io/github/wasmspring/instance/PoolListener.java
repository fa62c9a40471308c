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

package io.github.wasmspring.instance;

import org.jspecify.annotations.Nullable;

/**
 * Hears of what happens to the instances of a module. Implementations are thread-safe,
 * return soon, and throw nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PoolListener {

	/**
	 * Return who hears of the calls of a function. The answer may be kept.
	 * @param function the name of the function
	 * @return the listener, or {@code null} if nobody wants to
	 */
	@Nullable CallListener findListener(String function);

	/**
	 * A caller has waited for an instance, whether it got one or not.
	 * @param nanos how long it waited, in nanoseconds
	 */
	default void waited(long nanos) {
	}

	/**
	 * An instance was closed that nobody used.
	 * @param bytes size of its exported memories
	 */
	default void gaveBack(long bytes) {
	}

}
