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

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Finds values of other JSON libraries in a type, at any depth: a mapper would write
 * their Java properties instead of what they stand for.
 */
final class ForeignJson {

	static final String REMEDY = "Use tools.jackson.databind.JsonNode, Map<String, Object>, or a record of what the document contains; or define a WasmJson bean that uses the other library.";

	private static final Set<String> NAMES = Set.of("com.fasterxml.jackson.core.TreeNode",
			"com.google.gson.JsonElement", "org.json.JSONObject", "org.json.JSONArray", "jakarta.json.JsonValue",
			"javax.json.JsonValue", "kotlinx.serialization.json.JsonElement", "io.vertx.core.json.JsonObject",
			"io.vertx.core.json.JsonArray", "org.codehaus.jettison.json.JSONObject",
			"org.codehaus.jettison.json.JSONArray", "com.eclipsesource.json.JsonValue", "com.squareup.moshi.JsonReader",
			"org.bson.BsonValue");

	/**
	 * Libraries whose classes have no properties of the user's.
	 */
	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "kotlin.",
			"tools.jackson.", "org.springframework.");

	private final Predicate<Class<?>> supported;

	private final Set<Type> seen = new HashSet<>();

	/**
	 * Create a new instance.
	 * @param supported whether a class is supported all the same, by a module of the
	 * mapper
	 */
	ForeignJson(Predicate<Class<?>> supported) {
		this.supported = supported;
	}

	/**
	 * Return the first such class in a type, or {@code null} if there is none.
	 */
	@Nullable Class<?> find(@Nullable Type type) {
		if (type == null || !this.seen.add(type)) {
			return null;
		}
		if (type instanceof ParameterizedType parameterized) {
			Class<?> found = find(parameterized.getRawType());
			return (found != null) ? found : findAny(parameterized.getActualTypeArguments());
		}
		if (type instanceof GenericArrayType array) {
			return find(array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			return findAny(wildcard.getUpperBounds());
		}
		return (type instanceof Class<?> plain) ? findIn(plain) : null;
	}

	private @Nullable Class<?> findAny(Type[] types) {
		for (Type type : types) {
			Class<?> found = find(type);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private @Nullable Class<?> findIn(Class<?> type) {
		if (type.isArray()) {
			return find(type.getComponentType());
		}
		if (isForeign(type)) {
			return (this.supported.test(type)) ? null : type;
		}
		if (type.isPrimitive() || type.isEnum() || LIBRARIES.stream().anyMatch(type.getName()::startsWith)) {
			return null;
		}
		for (Field field : type.getDeclaredFields()) {
			Class<?> found = (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers()))
					? null : find(field.getGenericType());
			if (found != null) {
				return found;
			}
		}
		return find(type.getGenericSuperclass());
	}

	private static boolean isForeign(@Nullable Class<?> type) {
		return type != null && (NAMES.contains(type.getName()) || isForeign(type.getSuperclass())
				|| Arrays.stream(type.getInterfaces()).anyMatch(ForeignJson::isForeign));
	}

}
