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

/**
 * Values that pieces of functions return to what called them, besides their results. It
 * is public for the compiled code of guests, which is its only user, and finds it as the
 * memory that it gets with each call.
 *
 * @since 0.1.0
 */
@SuppressWarnings("checkstyle:VisibilityModifier")
public abstract class PieceValues {

	// by type: the compiled code chooses them by name

	/**
	 * Value 0 of type i32.
	 */
	public int i0;

	/**
	 * Value 1 of type i32.
	 */
	public int i1;

	/**
	 * Value 2 of type i32.
	 */
	public int i2;

	/**
	 * Value 3 of type i32.
	 */
	public int i3;

	/**
	 * Value 4 of type i32.
	 */
	public int i4;

	/**
	 * Value 5 of type i32.
	 */
	public int i5;

	/**
	 * Value 6 of type i32.
	 */
	public int i6;

	/**
	 * Value 7 of type i32.
	 */
	public int i7;

	/**
	 * Value 8 of type i32.
	 */
	public int i8;

	/**
	 * Value 9 of type i32.
	 */
	public int i9;

	/**
	 * Value 10 of type i32.
	 */
	public int i10;

	/**
	 * Value 11 of type i32.
	 */
	public int i11;

	/**
	 * Value 12 of type i32.
	 */
	public int i12;

	/**
	 * Value 13 of type i32.
	 */
	public int i13;

	/**
	 * Value 14 of type i32.
	 */
	public int i14;

	/**
	 * Value 15 of type i32.
	 */
	public int i15;

	/**
	 * Value 0 of type i64.
	 */
	public long l0;

	/**
	 * Value 1 of type i64.
	 */
	public long l1;

	/**
	 * Value 2 of type i64.
	 */
	public long l2;

	/**
	 * Value 3 of type i64.
	 */
	public long l3;

	/**
	 * Value 4 of type i64.
	 */
	public long l4;

	/**
	 * Value 5 of type i64.
	 */
	public long l5;

	/**
	 * Value 6 of type i64.
	 */
	public long l6;

	/**
	 * Value 7 of type i64.
	 */
	public long l7;

	/**
	 * Value 0 of type f32.
	 */
	public float f0;

	/**
	 * Value 1 of type f32.
	 */
	public float f1;

	/**
	 * Value 2 of type f32.
	 */
	public float f2;

	/**
	 * Value 3 of type f32.
	 */
	public float f3;

	/**
	 * Value 0 of type f64.
	 */
	public double d0;

	/**
	 * Value 1 of type f64.
	 */
	public double d1;

	/**
	 * Value 2 of type f64.
	 */
	public double d2;

	/**
	 * Value 3 of type f64.
	 */
	public double d3;

	/**
	 * Value 4 of type f64.
	 */
	public double d4;

	/**
	 * Value 5 of type f64.
	 */
	public double d5;

	/**
	 * Value 6 of type f64.
	 */
	public double d6;

	/**
	 * Value 7 of type f64.
	 */
	public double d7;

	PieceValues() {
	}

}
