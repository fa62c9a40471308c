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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Adapts handles of functions that take and return numbers to the types of Java methods.
 */
final class NumberHandles {

	private static final MethodHandle CHECK;

	static {
		try {
			CHECK = MethodHandles.lookup()
				.findVirtual(NumberResult.class, "check", MethodType.methodType(int.class, int.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private NumberHandles() {
	}

	/**
	 * Return a handle of the type of the Java method.
	 * @return the handle, or {@code null} if an argument is not a primitive, or the
	 * result is not a single number
	 */
	static @Nullable MethodHandle find(MethodSignature signature, ArgumentCodec[] arguments, ResultCodec result,
			Supplier<MethodHandle> function) {
		MethodType type = signature.erasedType();
		for (int i = 0; i < arguments.length; i++) {
			if (!(arguments[i] instanceof NumberArgument) || !type.parameterType(i).isPrimitive()) {
				return null;
			}
		}
		if (result instanceof NoResult) {
			return MethodHandles.explicitCastArguments(function.get(), type);
		}
		return (result instanceof NumberResult number) ? convert(function.get(), type, number) : null;
	}

	/**
	 * Convert the arguments, which always fit, and check the result before it is
	 * narrowed.
	 */
	private static MethodHandle convert(MethodHandle function, MethodType type, NumberResult number) {
		Class<?> box = ClassUtils.resolvePrimitiveIfNecessary(number.codec().javaType());
		Class<?> primitive = number.codec().javaType();
		MethodHandle checked = (function.type().returnType() == int.class && primitive != int.class)
				? MethodHandles.filterReturnValue(function, CHECK.bindTo(number)) : function;
		MethodHandle converted = MethodHandles.explicitCastArguments(checked, type.changeReturnType(primitive));
		return (type.returnType().isPrimitive()) ? converted
				: converted.asType(type.changeReturnType(box)).asType(type);
	}

}
