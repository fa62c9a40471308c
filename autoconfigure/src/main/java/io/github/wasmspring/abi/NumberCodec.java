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

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import io.github.wasmspring.WasmValueType;

/**
 * Converts between a Java primitive and the raw bits of a number in a guest.
 */
enum NumberCodec {

	BOOLEAN(boolean.class, WasmValueType.I32),

	BYTE(byte.class, WasmValueType.I32),

	SHORT(short.class, WasmValueType.I32),

	CHAR(char.class, WasmValueType.I32),

	INT(int.class, WasmValueType.I32),

	LONG(long.class, WasmValueType.I64),

	FLOAT(float.class, WasmValueType.F32),

	DOUBLE(double.class, WasmValueType.F64);

	private final Class<?> javaType;

	private final WasmValueType type;

	NumberCodec(Class<?> javaType, WasmValueType type) {
		this.javaType = javaType;
		this.type = type;
	}

	/**
	 * Return the codec of a primitive type or its box, or {@code null} for any other
	 * type.
	 */
	static @Nullable NumberCodec find(Type type) {
		if (type instanceof Class<?> candidate) {
			Class<?> box = ClassUtils.resolvePrimitiveIfNecessary(candidate);
			for (NumberCodec codec : values()) {
				if (ClassUtils.resolvePrimitiveIfNecessary(codec.javaType) == box) {
					return codec;
				}
			}
		}
		return null;
	}

	WasmValueType type() {
		return this.type;
	}

	/**
	 * Return the primitive type.
	 */
	Class<?> javaType() {
		return this.javaType;
	}

	/**
	 * Return the name of the primitive type.
	 */
	String javaName() {
		return this.javaType.getName();
	}

	long toRaw(Object value) {
		return switch (this) {
			case BOOLEAN -> ((Boolean) value) ? 1 : 0;
			case BYTE -> (Byte) value;
			case SHORT -> (Short) value;
			case CHAR -> (Character) value;
			case INT -> (Integer) value;
			case LONG -> (Long) value;
			case FLOAT -> Float.floatToRawIntBits((Float) value);
			case DOUBLE -> Double.doubleToRawLongBits((Double) value);
		};
	}

	/**
	 * Return whether the Java type can hold a number of the guest.
	 */
	boolean fits(long raw) {
		int number = (int) raw;
		return switch (this) {
			case BOOLEAN -> number == 0 || number == 1;
			case BYTE -> number == (byte) number;
			case SHORT -> number == (short) number;
			case CHAR -> number == (char) number;
			case INT, LONG, FLOAT, DOUBLE -> true;
		};
	}

	Object fromRaw(long raw) {
		return switch (this) {
			case BOOLEAN -> (int) raw != 0;
			case BYTE -> (byte) raw;
			case SHORT -> (short) raw;
			case CHAR -> (char) raw;
			case INT -> (int) raw;
			case LONG -> raw;
			case FLOAT -> Float.intBitsToFloat((int) raw);
			case DOUBLE -> Double.longBitsToDouble(raw);
		};
	}

}
