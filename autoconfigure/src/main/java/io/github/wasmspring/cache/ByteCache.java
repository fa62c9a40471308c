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

package io.github.wasmspring.cache;

import org.jspecify.annotations.Nullable;

/**
 * A cache that returns what it keeps as bytes, and has nothing in between that could make
 * objects of them. What fails is an exception.
 *
 * @since 0.1.0
 */
public interface ByteCache {

	/**
	 * Return the name of the cache.
	 * @return the name
	 */
	String getName();

	/**
	 * Return the bytes of a key.
	 * @param key the key
	 * @return the bytes as somebody left them there, or {@code null} if there are none
	 */
	byte @Nullable [] get(String key);

	/**
	 * Keep bytes.
	 * @param key the key
	 * @param bytes the bytes
	 */
	void put(String key, byte[] bytes);

	/**
	 * Forget the bytes of a key.
	 * @param key the key
	 */
	void remove(String key);

	/**
	 * Find out whether something makes objects of the bytes after all.
	 * @return what it is, as a clause, or {@code null} if there is no such thing or the
	 * cache does not tell
	 */
	default @Nullable String findProblem() {
		return null;
	}

}
