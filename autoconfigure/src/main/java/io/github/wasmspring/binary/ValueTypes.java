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

import io.github.wasmspring.WasmValueType;

/**
 * Types of values as numbers: that of a number, a vector or a nullable reference is the
 * byte that stands for it in binaries.
 *
 * @since 0.1.0
 */
public final class ValueTypes {

	/**
	 * Type {@code i32}.
	 */
	public static final int I32 = 0x7F;

	/**
	 * Type {@code i64}.
	 */
	public static final int I64 = 0x7E;

	/**
	 * Type {@code f32}.
	 */
	public static final int F32 = 0x7D;

	/**
	 * Type {@code f64}.
	 */
	public static final int F64 = 0x7C;

	/**
	 * Type {@code v128}.
	 */
	public static final int V128 = 0x7B;

	/**
	 * Type {@code funcref}.
	 */
	public static final int FUNCREF = 0x70;

	/**
	 * Type {@code externref}.
	 */
	public static final int EXTERNREF = 0x6F;

	/**
	 * Type {@code exnref}.
	 */
	static final int EXNREF = 0x69;

	/**
	 * What is known of no value: the type of what is never there. As a type on the heap,
	 * that of a reference of which only that is known.
	 */
	static final int BOTTOM = 0;

	private static final int FIRST_HEAP_TYPE = 0x74;

	private static final int LAST_HEAP_TYPE = 0x69;

	private static final int NOT_NULL = 1 << 29;

	private static final int CONCRETE = 1 << 30;

	/**
	 * Largest index of a type that a type of values can refer to.
	 */
	static final int LARGEST_INDEX = (1 << 28) - 1;

	private ValueTypes() {
	}

	/**
	 * Return the type of references to what a type on the heap says.
	 * @param heapType a byte that stands for a type, or {@link #concrete(int)}
	 */
	static int reference(int heapType, boolean nullable) {
		return (nullable) ? heapType : heapType | NOT_NULL;
	}

	/**
	 * Return the nullable type of references to what a type of the module describes.
	 */
	static int concrete(int index) {
		return CONCRETE | index;
	}

	static boolean isHeapType(int code) {
		return code >= LAST_HEAP_TYPE && code <= FIRST_HEAP_TYPE;
	}

	static boolean isNumber(int type) {
		return type >= F64 && type <= I32;
	}

	static boolean isReference(int type) {
		return type < V128 || type > I32;
	}

	static boolean isConcrete(int type) {
		return (type & CONCRETE) != 0;
	}

	static int index(int type) {
		return type & LARGEST_INDEX;
	}

	static boolean isNullable(int type) {
		return (type & NOT_NULL) == 0;
	}

	static int asNonNull(int type) {
		return type | NOT_NULL;
	}

	static int asNullable(int type) {
		return type & ~NOT_NULL;
	}

	/**
	 * Return whether a variable of a type has a value from the start.
	 */
	static boolean isDefaultable(int type) {
		return isNullable(type);
	}

	/**
	 * Return whether a type on the heap is one of those that an engine collects, or that
	 * came with them, as the types of references that are always null did.
	 */
	static boolean isGarbageCollected(int type) {
		int heapType = asNullable(type);
		return !isConcrete(type) && isReference(type) && heapType != FUNCREF && heapType != EXTERNREF
				&& heapType != EXNREF && heapType != BOTTOM;
	}

	static boolean isException(int type) {
		return asNullable(type) == EXNREF;
	}

	/**
	 * Return a type as it is described to users.
	 */
	static WasmValueType describe(int type) {
		return switch (type) {
			case I32 -> WasmValueType.I32;
			case I64 -> WasmValueType.I64;
			case F32 -> WasmValueType.F32;
			case F64 -> WasmValueType.F64;
			case V128 -> WasmValueType.V128;
			case FUNCREF -> WasmValueType.FUNCREF;
			case EXTERNREF -> WasmValueType.EXTERNREF;
			case EXNREF -> WasmValueType.EXNREF;
			default -> WasmValueType.REF;
		};
	}

	/**
	 * Return the type of a number.
	 * @param type the type as it is described to users
	 * @return the number that stands for it
	 * @throws IllegalArgumentException if the type is not that of numbers
	 */
	public static int of(WasmValueType type) {
		return switch (type) {
			case I32 -> I32;
			case I64 -> I64;
			case F32 -> F32;
			case F64 -> F64;
			default -> throw new IllegalArgumentException("not a number: " + type);
		};
	}

	static String name(int type) {
		if (type == BOTTOM) {
			return "any";
		}
		if (!isConcrete(type) && isNullable(type) && describe(type) != WasmValueType.REF) {
			return describe(type).toString();
		}
		return "(ref %s%s)".formatted((isNullable(type)) ? "null " : "",
				(isConcrete(type)) ? index(type) : Integer.toHexString(asNullable(type)));
	}

}
