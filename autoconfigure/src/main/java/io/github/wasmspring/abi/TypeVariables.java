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
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Map;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * Replaces the type variables in a method by what an interface declares for them.
 */
final class TypeVariables {

	@SuppressWarnings("rawtypes")
	private final Map<TypeVariable, Type> types;

	TypeVariables(Class<?> declaringType) {
		this.types = GenericTypeResolver.getTypeVariableMap(declaringType);
	}

	/**
	 * Return whether a type contains variables.
	 */
	static boolean arePresentIn(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(TypeVariables::arePresentIn);
		}
		if (type instanceof GenericArrayType array) {
			return arePresentIn(array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			return arePresentIn(wildcard.getUpperBounds()[0]);
		}
		return type instanceof TypeVariable<?>;
	}

	/**
	 * Return a type with its variables replaced, except for unknown ones.
	 */
	Type replaceIn(Type type) {
		if (!arePresentIn(type)) {
			return type;
		}
		if (type instanceof TypeVariable<?> variable) {
			Type replacement = this.types.get(variable);
			return (replacement != null) ? replaceIn(replacement) : type;
		}
		if (type instanceof ParameterizedType parameterized) {
			return replaceIn(parameterized);
		}
		if (type instanceof GenericArrayType array) {
			Type component = replaceIn(array.getGenericComponentType());
			return (component instanceof Class<?> plain) ? plain.arrayType() : new ArrayType(component);
		}
		return replaceIn(((WildcardType) type).getUpperBounds()[0]);
	}

	private Type replaceIn(ParameterizedType type) {
		Type[] arguments = type.getActualTypeArguments();
		ResolvableType[] replaced = new ResolvableType[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			Type argument = replaceIn(arguments[i]);
			if (arePresentIn(argument)) {
				return type;
			}
			replaced[i] = ResolvableType.forType(argument);
		}
		return ResolvableType.forClassWithGenerics((Class<?>) type.getRawType(), replaced).getType();
	}

	/**
	 * Array of a generic type.
	 */
	private record ArrayType(Type component) implements GenericArrayType {

		@Override
		public Type getGenericComponentType() {
			return this.component;
		}

		@Override
		public String getTypeName() {
			return this.component.getTypeName() + "[]";
		}

	}

}
