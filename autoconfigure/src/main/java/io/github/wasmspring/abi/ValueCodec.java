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

package io.github.wasmspring.abi;

import org.jspecify.annotations.Nullable;

/**
 * Converts between a Java value and its bytes in a guest. Implementations must be
 * thread-safe.
 *
 * @since 0.1.0
 * @see ValueCodecResolver
 */
public interface ValueCodec {

	/**
	 * Return whether {@code null} has bytes. If it has not, it is no argument.
	 * @return whether it has
	 */
	default boolean isNullable() {
		return false;
	}

	/**
	 * Return the bytes of a value.
	 * @param value the value, {@code null} only if this codec is nullable
	 * @return the bytes, which are not changed while they are passed
	 */
	byte[] encode(@Nullable Object value);

	/**
	 * Return the value of bytes.
	 * @param bytes the bytes, which belong to the callee from now on; the guest has
	 * written them, so they may be anything
	 * @return the value, or {@code null} if the bytes stand for that
	 */
	@Nullable Object decode(byte[] bytes);

}
