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

/**
 * Converts the Java values that travel as JSON. Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
public interface WasmJson {

	/**
	 * Stands for a missing converter: a method that needs JSON cannot be bound with it.
	 */
	WasmJson NONE = new MissingWasmJson();

	/**
	 * Return a converter that uses the library on the class path.
	 * @return a converter with Jackson's defaults, or {@link #NONE} without Jackson
	 */
	static WasmJson detect() {
		return (ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", WasmJson.class.getClassLoader()))
				? new JacksonWasmJson() : NONE;
	}

	/**
	 * Write a value as JSON.
	 * @param value the value, or {@code null}
	 * @param type the declared type, with its type arguments
	 * @return the JSON document, encoded in UTF-8
	 */
	byte[] write(@Nullable Object value, Type type);

	/**
	 * Read a value from JSON.
	 * @param json the JSON document, encoded in UTF-8
	 * @param type the type to read, with its type arguments
	 * @return the value, or {@code null} for the JSON value {@code null}
	 */
	@Nullable Object read(byte[] json, Type type);

	/**
	 * Find a class in a type that belongs to another JSON library, so that this one
	 * cannot convert it.
	 * @param type the type, with its type arguments
	 * @return the class, or {@code null} if there is none, or if that is not known
	 */
	default @Nullable Class<?> findForeign(Type type) {
		return null;
	}

}
