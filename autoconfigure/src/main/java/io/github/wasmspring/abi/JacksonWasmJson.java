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
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.util.Assert;

/**
 * {@link WasmJson} on top of Jackson.
 *
 * @since 0.1.0
 */
public final class JacksonWasmJson implements WasmJson {

	private final JsonMapper mapper;

	private final JsonMapper reader;

	/**
	 * Create a new instance with Jackson's defaults and the modules on the class path.
	 */
	public JacksonWasmJson() {
		this(JsonMapper.builder().findAndAddModules().build());
	}

	/**
	 * Create a new instance.
	 * @param mapper the mapper to use
	 */
	public JacksonWasmJson(JsonMapper mapper) {
		Assert.notNull(mapper, "'mapper' must not be null");
		this.mapper = mapper;
		this.reader = bounded(mapper);
	}

	/**
	 * Return a mapper that reads like another one, which may be of a class of the user's.
	 */
	private static JsonMapper bounded(JsonMapper mapper) {
		return (mapper.getClass() != JsonMapper.class) ? mapper
				: mapper.rebuild()
					.addModule(new SimpleModule("wasm-decimals").setDeserializerModifier(new BoundedDecimals()))
					.build();
	}

	@Override
	public byte[] write(@Nullable Object value, Type type) {
		JavaType javaType = this.mapper.constructType(type);
		ObjectWriter writer = this.mapper.writer();
		// Elements need the declared type for their type information, while for any other
		// value it would hide what a subclass adds
		return ((javaType.isContainerType()) ? writer.forType(javaType) : writer).writeValueAsBytes(value);
	}

	@Override
	public @Nullable Object read(byte[] json, Type type) {
		return this.reader.readValue(json, this.reader.constructType(type));
	}

	@Override
	public @Nullable Class<?> findForeign(Type type) {
		return new ForeignJson(this::isSupported).find(type);
	}

	/**
	 * Return whether a module of the mapper brought a serializer for a class.
	 */
	private boolean isSupported(Class<?> type) {
		try {
			return !this.mapper._serializationContext()
				.findValueSerializer(type)
				.getClass()
				.getName()
				.startsWith("tools.jackson.databind.");
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
