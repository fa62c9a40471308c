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

package io.github.wasmspring;

import java.util.Locale;

import org.springframework.util.Assert;

/**
 * Type of a WebAssembly value. The four number types cross the boundary between Java and
 * a guest, either boxed or as raw bits in a {@code long}: {@code i32} in the lower half,
 * {@code f32} (in the lower half, too) and {@code f64} in their IEEE 754 representation.
 * What a guest hands out has the sign of the lower half in the upper one, as if an
 * {@code int} became a {@code long}; what the upper half of a value has that a guest is
 * handed doesn't matter.
 *
 * @since 0.1.0
 * @see <a href="https://webassembly.github.io/spec/core/syntax/types.html#value-types">
 * Value types</a>
 */
public enum WasmValueType {

	/**
	 * 32-bit integer, {@link Integer} in Java.
	 */
	I32,

	/**
	 * 64-bit integer, {@link Long} in Java.
	 */
	I64,

	/**
	 * 32-bit floating point number, {@link Float} in Java.
	 */
	F32,

	/**
	 * 64-bit floating point number, {@link Double} in Java.
	 */
	F64,

	/**
	 * 128-bit vector; has no Java counterpart.
	 */
	V128,

	/**
	 * Reference to a function; has no Java counterpart.
	 */
	FUNCREF,

	/**
	 * Reference to an object of the host; has no Java counterpart.
	 */
	EXTERNREF,

	/**
	 * Reference to an exception; has no Java counterpart.
	 */
	EXNREF,

	/**
	 * Any other reference type; has no Java counterpart.
	 */
	REF;

	/**
	 * Return whether values of this type are numbers and so can be passed between Java
	 * and a guest.
	 * @return {@code true} for {@code i32}, {@code i64}, {@code f32} and {@code f64}
	 */
	public boolean isNumber() {
		return ordinal() <= F64.ordinal();
	}

	/**
	 * Return the Java primitive that holds values of this type.
	 * @return {@code int}, {@code long}, {@code float} or {@code double}
	 * @throws IllegalStateException if this type is not a number
	 */
	public Class<?> getJavaType() {
		return switch (this) {
			case I32 -> int.class;
			case I64 -> long.class;
			case F32 -> float.class;
			case F64 -> double.class;
			default -> throw new IllegalStateException("Type " + this + " has no Java counterpart");
		};
	}

	/**
	 * Convert a Java value to the raw bits of this type. A conversion never loses
	 * anything: an integer has to be in range (signed, or unsigned for {@code i32}), and
	 * a floating point number has to be representable.
	 * @param value a {@link Number}, {@link Boolean} or {@link Character}
	 * @return the raw bits
	 * @throws IllegalArgumentException if the value does not fit
	 */
	public long toRaw(Object value) {
		Assert.notNull(value, "'value' must not be null");
		return switch (this) {
			case I32 -> toI32(value);
			case I64 -> toI64(value);
			case F32 -> toF32(value);
			case F64 -> toF64(value);
			default -> throw new IllegalArgumentException("values of type " + this + " cannot be passed from Java");
		};
	}

	/**
	 * Convert raw bits of this type to the boxed Java value.
	 * @param raw the raw bits
	 * @return an {@link Integer}, {@link Long}, {@link Float} or {@link Double}
	 * @throws IllegalArgumentException if this type is not a number
	 */
	public Object fromRaw(long raw) {
		return switch (this) {
			case I32 -> (int) raw;
			case I64 -> raw;
			case F32 -> Float.intBitsToFloat((int) raw);
			case F64 -> Double.longBitsToDouble(raw);
			default -> throw new IllegalArgumentException("values of type " + this + " cannot be passed to Java");
		};
	}

	private long toI32(Object value) {
		long number = toI64(value);
		if (number < Integer.MIN_VALUE || number > 0xFFFF_FFFFL) {
			throw unfit(value);
		}
		return (int) number;
	}

	private long toI64(Object value) {
		if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		if (value instanceof Boolean flag) {
			return flag ? 1 : 0;
		}
		if (value instanceof Character character) {
			return character;
		}
		throw unfit(value);
	}

	private long toF32(Object value) {
		if (value instanceof Float number) {
			return Float.floatToRawIntBits(number);
		}
		double number = toDouble(value);
		if (!Double.isNaN(number) && (float) number != number) {
			throw unfit(value);
		}
		return Float.floatToRawIntBits((float) number);
	}

	private long toF64(Object value) {
		return Double.doubleToRawLongBits(toDouble(value));
	}

	private double toDouble(Object value) {
		if (value instanceof Double || value instanceof Float || value instanceof Integer || value instanceof Short
				|| value instanceof Byte) {
			return ((Number) value).doubleValue();
		}
		if (value instanceof Long number && (long) (double) number == number && number != Long.MAX_VALUE) {
			return number;
		}
		throw unfit(value);
	}

	private IllegalArgumentException unfit(Object value) {
		return new IllegalArgumentException(
				"%s %s does not fit %s".formatted(value.getClass().getSimpleName(), value, this));
	}

	/**
	 * Return the name of the type in the text format of the specification.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
