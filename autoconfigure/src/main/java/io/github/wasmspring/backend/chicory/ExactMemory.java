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

package io.github.wasmspring.backend.chicory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A memory as the compiled code of guests reads and writes it. Where its array has no
 * head-room, the JVM's own check of an index is the guest's. It is public for that code,
 * which is its only user.
 *
 * @since 0.1.0
 */
@SuppressWarnings("checkstyle:VisibilityModifier")
public abstract class ExactMemory extends PieceValues {

	/**
	 * Reads and writes values of 16 bits.
	 */
	public static final VarHandle SHORTS = view(short[].class);

	/**
	 * Reads and writes values of type i32.
	 */
	public static final VarHandle INTS = view(int[].class);

	/**
	 * Reads and writes values of type i64.
	 */
	public static final VarHandle LONGS = view(long[].class);

	/**
	 * Reads and writes values of type f32.
	 */
	public static final VarHandle FLOATS = view(float[].class);

	/**
	 * Reads and writes values of type f64.
	 */
	public static final VarHandle DOUBLES = view(double[].class);

	/**
	 * The bytes, maybe more than the memory has.
	 */
	public byte[] bytes = {};

	ExactMemory() {
	}

	private static VarHandle view(Class<?> type) {
		return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
	}

}
