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
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

import io.github.wasmspring.WasmErrorContext;

/**
 * {@link ValueCodecResolver} for text and bytes, which are passed as they are.
 *
 * @param context what an error is about
 */
record PlainCodecs(WasmErrorContext context) implements ValueCodecResolver {

	@Override
	public @Nullable ValueCodec findCodec(ResolvableType resolvable, MethodParameter parameter) {
		Type type = resolvable.getType();
		if (type == String.class) {
			return new StringCodec(this.context);
		}
		if (type == byte[].class) {
			return BytesCodec.INSTANCE;
		}
		return (type == ByteBuffer.class) ? ByteBufferCodec.INSTANCE : null;
	}

}
