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

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * Describes a Java type as one would write it, with simple names.
 */
final class TypeDescription {

	private TypeDescription() {
	}

	static String of(Type type) {
		if (type instanceof Class<?> plain) {
			return ClassUtils.getShortName(plain);
		}
		if (type instanceof ParameterizedType parameterized) {
			return of(parameterized.getRawType()) + Arrays.stream(parameterized.getActualTypeArguments())
				.map(TypeDescription::of)
				.collect(Collectors.joining(", ", "<", ">"));
		}
		if (type instanceof GenericArrayType array) {
			return of(array.getGenericComponentType()) + "[]";
		}
		return type.getTypeName();
	}

}
